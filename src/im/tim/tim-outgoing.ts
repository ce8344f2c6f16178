// A message on its way out. The SDK knows only messages that the same SDK made, so after a new login the message is
// made
// again with the numbers of the first, by which the service knows the repeat (for five minutes) and receivers the id.
// A message that failed may stand on a page for hours: it holds no session, and with it a whole SDK, alive.
import type { ImOutgoing, ImPriority, ImSent } from '../im-client.js';
import { IM_ERROR_CODE, ImError } from '../im-error.js';
import { readField, readNumber, readString } from './read.js';
import type { TimInstance, TimMessage } from './tim-sdk.js';
import type { TimSession } from './tim-session.js';

const PRIORITIES: Readonly<Record<ImPriority, string>> = {
  high: 'High',
  normal: 'Normal',
  low: 'Low',
  lowest: 'Lowest',
};
/** What makes it the same message. */
const NUMBERS = ['random', 'clientTime', 'clientSequence'] as const;
const IDENTITY = ['ID', ...NUMBERS] as const;

export class TimOutgoingMessage {
  readonly #content: ImOutgoing;
  readonly #groupId: string;
  readonly #userId: string;
  readonly #identity: Readonly<Record<string, unknown>>;
  readonly #messages = new WeakMap<TimSession, TimMessage>();

  /**
   * Throws `ImError` when the content cannot be made into a message, or not by this session. `identity`: of the message
   * that it is to be once more.
   */
  constructor(content: ImOutgoing, session: TimSession, groupId: string, identity?: string) {
    if (!groupId) throw new ImError(IM_ERROR_CODE.notJoined, 'Not in a room: writing is not possible.');
    this.#content = content;
    this.#groupId = groupId;
    this.#userId = session.userId;
    const message = this.#make(session);
    const given = parseIdentity(identity);
    if (given) Object.assign(message, given);
    this.#identity = Object.fromEntries(IDENTITY.map((key) => [key, readField(message, key)]));
  }

  get identity(): string {
    return JSON.stringify(this.#identity);
  }

  get id(): string {
    return readString(this.#identity, 'ID');
  }

  async sendBy(session: TimSession): Promise<ImSent> {
    if (session.userId !== this.#userId)
      throw new ImError(IM_ERROR_CODE.badArgument, 'The message was written by another user.');
    const message = this.#messages.get(session) ?? this.#recreate(session);
    const answer = await session.call('sending', (tim) => tim.sendMessage(message));
    const sent = readField(answer, 'message');
    const text = readString(sent, 'payload', 'text');
    return {
      id: this.id,
      seq: readNumber(sent, 'sequence'),
      time: readNumber(sent, 'time') * 1000,
      ...(this.#content.kind === 'text' && text !== this.#content.text && { text }),
    };
  }

  #make(session: TimSession): TimMessage {
    const made: unknown = session.make('writing', (tim) => this.#create(tim));
    if (made instanceof Promise) {
      // Logged out in this moment, the SDK answers with a rejected promise in place of a message.
      made.catch(() => {});
      throw new ImError(IM_ERROR_CODE.notJoined, 'Logged out: writing is not possible.');
    }
    this.#messages.set(session, made as TimMessage);
    return made as TimMessage;
  }

  #recreate(session: TimSession): TimMessage {
    return Object.assign(this.#make(session), this.#identity);
  }

  #create(tim: TimInstance): unknown {
    const content = this.#content;
    const common = {
      to: this.#groupId,
      conversationType: 'GROUP',
      priority: PRIORITIES[content.priority],
      cloudCustomData: content.cloudCustomData ?? '',
    } as const;
    switch (content.kind) {
      case 'text':
        return content.mentions?.length
          ? tim.createTextAtMessage({ ...common, payload: { text: content.text, atUserList: content.mentions } })
          : tim.createTextMessage({ ...common, payload: { text: content.text } });
      case 'custom':
        return tim.createCustomMessage({
          ...common,
          payload: { data: content.data, description: content.description ?? '', extension: content.extension ?? '' },
        });
      case 'face':
        return tim.createFaceMessage({ ...common, payload: { index: content.index, data: content.data } });
    }
  }
}

function parseIdentity(identity: string | undefined): Readonly<Record<string, unknown>> | undefined {
  if (identity === undefined) return undefined;
  try {
    const parsed: unknown = JSON.parse(identity);
    const numbers = NUMBERS.map((key) => [key, readField(parsed, key)] as const);
    const id = readString(parsed, 'ID');
    return id !== '' && numbers.every(([, value]) => Number.isSafeInteger(value))
      ? { ID: id, ...Object.fromEntries(numbers) }
      : undefined;
  } catch {
    return undefined; // what was kept is not ours: a new message then
  }
}
