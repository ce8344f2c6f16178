// Own messages that were not sent when the page was reloaded. Kept in the tab's sessionStorage, if the page wants it.
// Few pages do: it is loaded for them. It imports nothing, so that it does not need a copy of what a room has.
import type { readTextExtras, writeTextExtras } from '../../protocol/text-message.js';
import type { sanitizeText } from '../../text/sanitize-text.js';
import type { OutgoingText } from './outgoing-text.js';

const KEY_PREFIX = 'live-chat-elements:outbox:';
const MAX_STORED = 50;
/** An older message is not sent: the conversation has moved on. */
const MAX_AGE_MS = 600_000;

/** A message that waits to be sent. */
export interface StoredMessage {
  readonly content: OutgoingText;
  /** When it was first handed to the network, unix ms: it may have been sent. 0: never. */
  readonly triedAt: number;
  /** With it, a repeat is the same message to the service. Set once the message was handed to the network. */
  readonly identity: string | undefined;
}

/** The room's functions for the parts of a message. */
export interface MessageCodec {
  readonly readExtras: typeof readTextExtras;
  readonly writeExtras: typeof writeTextExtras;
  readonly sanitize: typeof sanitizeText;
}

function parse(value: unknown, { readExtras, sanitize }: MessageCodec): StoredMessage | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { id, text, extras, time, triedAt, identity } = value as Record<string, unknown>;
  if (typeof id !== 'string' || id === '' || id.length > 64 || typeof text !== 'string' || typeof time !== 'number')
    return undefined;
  const sanitized = sanitize(text);
  // A date in the future is not trusted either: it would keep a message for good.
  if (sanitized === '' || !(Math.abs(Date.now() - time) < MAX_AGE_MS)) return undefined;
  const { danmaku, mentions, mentionNames, replyTo } = readExtras(typeof extras === 'string' ? extras : '');
  return {
    content: { id, text: sanitized, extras: { danmaku, mentions, mentionNames, replyTo }, time },
    triedAt: typeof triedAt === 'number' ? triedAt : 0,
    identity: typeof identity === 'string' ? identity : undefined,
  };
}

/** One store per room and user. Where storage is disabled or full, nothing is kept. */
export class OutboxStore {
  readonly #key: string;

  constructor(
    groupId: string,
    userId: string,
    private readonly codec: MessageCodec,
  ) {
    this.#key = `${KEY_PREFIX}${groupId}:${userId}`;
  }

  save(waiting: readonly StoredMessage[]): void {
    try {
      if (waiting.length === 0) globalThis.sessionStorage?.removeItem(this.#key);
      else
        globalThis.sessionStorage?.setItem(
          this.#key,
          JSON.stringify(
            waiting.slice(-MAX_STORED).map(({ content: { id, text, extras, time }, triedAt, identity }) => ({
              id,
              text,
              time,
              triedAt,
              identity,
              extras: this.codec.writeExtras(extras),
            })),
          ),
        );
    } catch {
      // Storage is disabled or full: the messages are lost with the page.
    }
  }

  /** Reads and removes what was kept. */
  drain(): readonly StoredMessage[] {
    try {
      const stored: unknown = JSON.parse(globalThis.sessionStorage?.getItem(this.#key) ?? '[]');
      globalThis.sessionStorage?.removeItem(this.#key);
      return Array.isArray(stored)
        ? stored
            .slice(0, MAX_STORED)
            .map((each) => parse(each, this.codec))
            .filter((each) => each !== undefined)
        : [];
    } catch {
      return []; // Storage is disabled, or holds something else.
    }
  }
}
