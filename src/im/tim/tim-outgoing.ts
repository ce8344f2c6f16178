// An outgoing message. An SDK sends only messages that it made itself, so after a new login the message is made again
// with the numbers of the first one: by them the service recognises the repeat (for five minutes), and receivers the
// id. A failed message may stay in the log for hours, so it must not keep a session, and with it a whole SDK, in
// memory.
import type { ImOutgoing, ImPriority, ImSent } from '../im-client.js';
import { createImError } from '../im-failure.js';
import { readField, readNumber, readString } from './read.js';
import type { TimInstance, TimMessage } from './tim-sdk.js';
import type { Session } from './session.js';

const PRIORITIES: Readonly<Record<ImPriority, string>> = {
  high: 'High',
  normal: 'Normal',
  low: 'Low',
  lowest: 'Lowest',
};
/** By these the service recognises a repeat of the message. */
const NUMBERS = ['random', 'clientTime', 'clientSequence'] as const;
const IDENTITY = ['ID', ...NUMBERS] as const;

export class TimOutgoingMessage {
  readonly #content: ImOutgoing;
  readonly #groupId: string;
  readonly #userId: string;
  readonly #identity: Readonly<Record<string, unknown>>;
  readonly #messages = new WeakMap<Session, TimMessage>();

  /**
   * Throws `ImError` when this session cannot make a message of the content. With the `identity` of an earlier message
   * it is that message again.
   */
  constructor(content: ImOutgoing, session: Session, groupId: string, identity?: string) {
    if (!groupId) throw createImError('not-in-group', 'Not in a room: writing is not possible.');
    this.#content = content;
    this.#groupId = groupId;
    this.#userId = session.userId;
    const message = this.#make(session);
    const earlier = parseIdentity(identity);
    if (earlier) Object.assign(message, earlier);
    this.#identity = Object.fromEntries(IDENTITY.map((key) => [key, readField(message, key)]));
  }

  get identity(): string {
    return JSON.stringify(this.#identity);
  }

  get id(): string {
    return readString(this.#identity, 'ID');
  }

  async sendBy(session: Session): Promise<ImSent> {
    if (session.userId !== this.#userId)
      throw createImError('bad-argument', 'The message was written by another user.');
    const message = this.#messages.get(session) ?? this.#recreate(session);
    const response = await session.call('sending', (tim) => tim.sendMessage(message));
    const sent = readField(response, 'message');
    const text = readString(sent, 'payload', 'text');
    return {
      id: this.id,
      seq: readNumber(sent, 'sequence'),
      time: readNumber(sent, 'time') * 1000,
      ...(this.#content.kind === 'text' && text !== this.#content.text && { text }),
    };
  }

  #make(session: Session): TimMessage {
    const message: unknown = session.make('writing', (tim) => this.#create(tim));
    if (message instanceof Promise) {
      // While it logs out, the SDK returns a rejected promise in place of a message.
      message.catch(() => {});
      throw createImError('not-in-group', 'Not logged in: writing is not possible.');
    }
    this.#messages.set(session, message as TimMessage);
    return message as TimMessage;
  }

  #recreate(session: Session): TimMessage {
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
    return undefined; // not written by this class: a new message then
  }
}
