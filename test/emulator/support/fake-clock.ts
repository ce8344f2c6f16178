// The core of the emulator on a clock that only a test advances, with clients that record their frames.
import type { Connection } from '../../../src/emulator/core/connection.js';
import type { Environment } from '../../../src/emulator/core/environment.js';
import { Service } from '../../../src/emulator/core/service.js';
import { STRICT_SETTINGS, type Settings } from '../../../src/emulator/core/settings.js';
import { seededRandom } from '../../../src/emulator/core/crowd/crowd.js';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** A service, its clock and its clients. */
export class FakeClock {
  readonly service: Service;
  #now = 1_800_000_000_000;
  #timers = new Set<Timer>();

  constructor(settings: Partial<Settings> = {}, environment: Partial<Environment> = {}) {
    this.service = new Service(
      {
        now: () => this.#now,
        random: seededRandom(7),
        setTimer: (callback, ms) => {
          const timer = { at: this.#now + ms, callback };
          this.#timers.add(timer);
          return () => this.#timers.delete(timer);
        },
        verify: () => Promise.resolve({ expiresAt: Math.floor(this.#now / 1000) + 7200 }),
        ...environment,
      },
      // The test's clients have no heartbeat.
      { ...STRICT_SETTINGS, silentMs: 1e12, ...settings },
    );
  }

  /** Advances the clock, and runs due timers in order. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await flushPromises();
    for (;;) {
      const due = [...this.#timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#timers.delete(due);
      this.#now = Math.max(this.#now, due.at);
      due.callback();
      await flushPromises();
    }
    this.#now = end;
  }

  /** A client without a login. */
  client(): FrameClient {
    return new FrameClient(this.service);
  }

  /** A client that is logged in, and in the room. */
  async member(userId: string, groupId?: string): Promise<FrameClient> {
    const client = this.client();
    await client.login(userId);
    if (groupId !== undefined) await client.join(groupId);
    return client;
  }
}

/** Runs the callbacks of promises that are already resolved. */
export async function flushPromises(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

type Body = Record<string, unknown>;
interface Message extends Body {
  readonly Event: number;
  readonly MsgSeq: number;
}

/** A client that sends and records frames. */
export class FrameClient {
  readonly pushes: { readonly command: string; readonly body: Body }[] = [];
  readonly #service: Service;
  readonly #connection: Connection;
  readonly #responses = new Map<number, Body>();
  #seq = 1000;
  #identity: Body = { identifier: '', usersig: '' };
  /** The position of the next poll. */
  position = 0;
  #key = '';
  closed = false;

  constructor(service: Service) {
    this.#service = service;
    this.#connection = service.connect(
      { send: (frame) => this.#receive(frame), close: () => (this.closed = true) },
      `instance-${Math.random()}`,
    );
  }

  /** Sends a request. Returns the response, or undefined when there is none yet. */
  async request(command: string, body: Body = {}): Promise<Body | undefined> {
    const seq = ++this.#seq;
    this.#connection.receive(
      JSON.stringify({
        head: { servcmd: command, seq, sdkappid: this.#service.settings.sdkAppId, ...this.#identity },
        body,
      }),
    );
    await flushPromises();
    return this.#responses.get(seq);
  }

  /** Logs in. */
  async login(userId: string): Promise<Body | undefined> {
    this.#identity = { identifier: userId, usersig: 'good' };
    const response = await this.request('im_open_status.wslogin');
    this.#identity = { a2: response?.['A2Key'], tinyid: response?.['TinyId'] };
    return response;
  }

  /** The token of the login. */
  token(): string {
    return String(this.#identity['a2']);
  }

  /** Uses this token from now on. */
  impersonate(a2: string): void {
    this.#identity = { a2, tinyid: '1' };
  }

  /** Joins a room. */
  async join(groupId: string, more: Body = {}): Promise<Body | undefined> {
    const response = await this.request('group_open_http_svc.apply_join_group', {
      GroupId: groupId,
      WebPushFlag: 1,
      ...more,
    });
    this.position = Number(response?.['StartSeq'] ?? 0);
    this.#key = String(response?.['LongPollingKey'] ?? '');
    return response;
  }

  /** Starts a poll at a position. Does not wait; `response` returns the response. */
  startPoll(position: number): number {
    this.position = position;
    void this.pollResponse();
    return this.#seq;
  }

  /** Polls once at `position`. Undefined while the poll is held. */
  pollResponse(): Promise<Body | undefined> {
    return this.request('group_open_long_polling_http_svc.get_msg', {
      USP: 1,
      StartSeq: this.position,
      HoldTime: 90,
      Key: this.#key,
    });
  }

  /** Polls once for the messages that are available now. */
  async poll(): Promise<Message[]> {
    const response = await this.pollResponse();
    if (!response) return [];
    this.position = Number(response['NextSeq'] ?? this.position);
    return (response['RspMsgList'] ?? []) as Message[];
  }

  /** Sends a text. Does not wait for the response; `response` returns it. */
  sendText(
    groupId: string,
    text: string,
    { priority = 'Normal', random = Math.floor(Math.random() * 2 ** 32) }: { priority?: string; random?: number } = {},
  ): number {
    const seq = ++this.#seq;
    const body = {
      GroupId: groupId,
      Random: random,
      MsgPriority: priority,
      MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: text } }],
      MsgClientTime: 1,
    };
    this.#connection.receive(
      JSON.stringify({ head: { servcmd: 'group_open_http_svc.send_group_msg', seq, ...this.#identity }, body }),
    );
    return seq;
  }

  /** The response to a frame, if there is one. */
  response(seq: number): Body | undefined {
    return this.#responses.get(seq);
  }

  /** Sends raw text over the socket. */
  sendRaw(text: string): void {
    this.#connection.receive(text);
  }

  /** Closes the socket. */
  closeSocket(code?: number): void {
    this.#connection.handleClose(code);
  }

  #receive(text: string): void {
    const frame = JSON.parse(text) as { head: { servcmd: string; seq: number }; body: Body };
    if (frame.head.seq > 1000 && !frame.head.servcmd.startsWith('im_open_push'))
      this.#responses.set(frame.head.seq, frame.body);
    else this.pushes.push({ command: frame.head.servcmd, body: frame.body });
  }
}

/** The texts of messages. */
export function texts(messages: readonly Body[]): unknown[] {
  return messages
    .filter((message) => message['Event'] === 3)
    .map((message) => (message['MsgBody'] as { MsgContent: { Text: unknown } }[])[0]?.MsgContent.Text);
}
