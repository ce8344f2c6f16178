// Finds out that the service does not deliver a room any more while the connection looks healthy. The SDK polls for the
// events of a live room and ignores every refusal of a poll (tim-js-sdk 2.27.6: `_handleFailure(e,t){}` of `Polling`),
// so a lost membership is visible in the frames of its socket only. There are three signs: refused polls, no usable
// response to a poll for a long time, and a group whose sequence numbers grow while nothing is received.
import type { ImError } from '../im-error.js';
import { createImError } from '../im-failure.js';
import { readField, readNumber, readString } from './read.js';
import { reasonOf } from './tim-errors.js';

/** So many refusals in a row; the SDK polls again 2 s after a refusal. */
const REFUSALS = 2;
/** A busy service may refuse for so long. */
const BUSY_MS = 6_000;
/** The SDK waits 15 s for a response, then 2 s; the service holds an idle poll for up to 14 s. */
const STALLED_MS = 40_000;
/**
 * An event that the group has already counted may still be on its way: the longest pause between two polls is 2.3 s.
 */
const DELIVERY_MS = 5_000;
/** Growing sequence numbers are a weak sign, so the pause after it is used doubles from this one. */
const MIN_SILENCE_PAUSE_MS = 60_000;
const MAX_SILENCE_PAUSE_MS = 960_000;
/** Events right after a join, such as the join itself, do not show that the room is delivered. */
const SETTLED_MS = 10_000;
/** After so many joins in a row that brought nothing, the numbers of this room grow without events. */
const MAX_USELESS_JOINS = 2;
const POLL = '.get_msg';
const JOIN = '.apply_join_group';

export class PollWatch {
  #isWatching = false;
  /** Whether this room is polled: known by the response to the join, or by that to the first poll. */
  #isPolled = false;
  #refusals = 0;
  #refusedAt: number | undefined;
  #usableAt = performance.now();
  /** Number of deliveries so far, and how many there were when the group reported its sequence number. */
  #deliveries = 0;
  #group: { readonly nextSeq: number; readonly deliveries: number } | undefined;
  /** Since when the group is known to be ahead of what was received. */
  #behindSince: number | undefined;
  #silencePauseMs = MIN_SILENCE_PAUSE_MS;
  #silenceReportedAt: number | undefined;
  /** Joins because of growing numbers in a row, after which nothing was received. */
  #uselessJoins = 0;
  #begunAt = 0;

  /** `onLost` is called once after each `begin`; its error has the service's reason. */
  constructor(private readonly onLost: (error: ImError) => void) {}

  /** A room is being joined. */
  begin(): void {
    this.#isWatching = true;
    this.#isPolled = false;
    this.#begunAt = performance.now();
    this.#refusals = 0;
    this.#refusedAt = undefined;
    this.#usableAt = performance.now();
    this.#group = undefined;
    this.#behindSince = undefined;
  }

  /** The room is left or lost. */
  end(): void {
    this.#isWatching = false;
  }

  /** A frame of the service that is not compressed. */
  receive(frame: string): void {
    if (!this.#isWatching || !(frame.includes(POLL) || frame.includes(JOIN) || frame.includes('msg_push'))) return;
    let parsed: unknown;
    try {
      parsed = JSON.parse(frame);
    } catch {
      return; // the SDK ignores it as well
    }
    const command = readString(parsed, 'head', 'servcmd');
    const body = readField(parsed, 'body');
    // `openim.getmsg` and the like are about private messages.
    if (command.endsWith(POLL)) this.#receivePoll(body);
    else if (command.endsWith(JOIN)) this.#isPolled ||= readString(body, 'LongPollingKey') !== '';
    else if (command.endsWith('msg_push')) this.noteDelivery();
  }

  /** Something of the room was received, or accepted from this user. */
  noteDelivery(isReceived = true): void {
    if (isReceived && performance.now() - this.#begunAt > SETTLED_MS) this.#uselessJoins = 0;
    this.#deliveries++;
    this.#usableAt = performance.now();
    this.#behindSince = undefined;
  }

  /** The group's next sequence number, as the service reports it; 0 if it reports none. */
  noteGroup(nextSeq: number): void {
    if (!this.#isWatching || nextSeq <= 0) return;
    const previous = this.#group;
    this.#group = { nextSeq, deliveries: this.#deliveries };
    if (!previous || previous.deliveries !== this.#deliveries || nextSeq <= previous.nextSeq) return;
    const isPausing =
      this.#silenceReportedAt !== undefined && performance.now() - this.#silenceReportedAt < this.#silencePauseMs;
    if (!isPausing && this.#uselessJoins < MAX_USELESS_JOINS) this.#behindSince ??= performance.now();
  }

  /** To be called every second or so. `isReady`: there is a connection, and timers are not throttled. */
  check(isReady: boolean): void {
    if (!this.#isWatching) return;
    if (!isReady) {
      this.#usableAt = performance.now();
      this.#behindSince = undefined;
      return;
    }
    if (this.#isPolled && performance.now() - this.#usableAt > STALLED_MS)
      this.#lose(
        createImError('not-in-group', 'The service does not deliver the room any more: no poll gets a response.'),
      );
    else if (this.#behindSince && performance.now() - this.#behindSince > DELIVERY_MS) {
      if (this.#silenceReportedAt) this.#silencePauseMs = Math.min(this.#silencePauseMs * 2, MAX_SILENCE_PAUSE_MS);
      this.#silenceReportedAt = performance.now();
      this.#uselessJoins++;
      this.#lose(
        createImError('not-in-group', 'The service does not deliver the room any more: messages are missing.'),
      );
    }
  }

  #receivePoll(body: unknown): void {
    this.#isPolled = true;
    const code = readNumber(body, 'ErrorCode');
    if (code !== 0) {
      this.#receiveRefusal(code);
      return;
    }
    this.#refusals = 0;
    this.#refusedAt = undefined;
    // The SDK continues only with all three.
    const isUsable =
      readField(body, 'ErrorCode') === 0 &&
      readString(body, 'Key') !== '' &&
      typeof readField(body, 'NextSeq') === 'number';
    if (isUsable) this.#usableAt = performance.now();
    const events = readField(body, 'RspMsgList');
    if (Array.isArray(events) && events.length > 0) this.noteDelivery();
  }

  #receiveRefusal(code: number): void {
    const reason = reasonOf(code);
    if (reason === 'signature-expired') return; // the SDK reports it as a kick
    this.#refusals++;
    this.#refusedAt ??= performance.now();
    const isBusy = reason === 'busy' || reason === 'rate-limited';
    if (isBusy ? performance.now() - this.#refusedAt < BUSY_MS : this.#refusals < REFUSALS) return;
    // To a poll "no permission" can only mean that this user is not in the room.
    const text = `The service does not deliver the room any more (error ${code}).`;
    this.#lose(createImError(isBusy ? 'busy' : 'not-in-group', text, { code }));
  }

  #lose(error: ImError): void {
    this.end();
    this.onLost(error);
  }
}
