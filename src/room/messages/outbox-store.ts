// Own messages that were not out when the page was reloaded: kept in this tab's sessionStorage, where the page asks for
// it.
import { readTextExtras, writeTextExtras } from '../../protocol/text-message.js';
import type { OutgoingText } from './outgoing-text.js';
import { sanitizeText } from '../../text/sanitize-text.js';

const KEY = 'live-chat-elements:outbox:';
const MAX_STORED = 50;
/** What is older than this is of another evening. */
const MAX_AGE_MS = 600_000;

/** A message that waited. */
export interface StoredMessage {
  readonly content: OutgoingText;
  /** First handed to the network, unix ms: nobody knows whether it went out. 0: never. */
  readonly triedAt: number;
  /** Of a message that was tried: what makes a repeat the same message to the service. */
  readonly identity: string | undefined;
}

function parse(value: unknown): StoredMessage | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { id, text, extras, time, triedAt, identity } = value as Record<string, unknown>;
  if (typeof id !== 'string' || id === '' || id.length > 64 || typeof text !== 'string' || typeof time !== 'number')
    return undefined;
  const clean = sanitizeText(text);
  if (clean === '' || !(Date.now() - time < MAX_AGE_MS)) return undefined;
  const { danmaku, mentions, mentionNames, replyTo } = readTextExtras(typeof extras === 'string' ? extras : '');
  return {
    content: { id, text: clean, extras: { danmaku, mentions, mentionNames, replyTo }, time },
    triedAt: typeof triedAt === 'number' ? triedAt : 0,
    identity: typeof identity === 'string' ? identity : undefined,
  };
}

/** One store per room and person. Where storage is off or full, nothing is kept. */
export class OutboxStore {
  readonly #key: string;

  constructor(groupId: string, userId: string) {
    this.#key = `${KEY}${groupId}:${userId}`;
  }

  save(kept: readonly StoredMessage[]): void {
    try {
      if (kept.length === 0) globalThis.sessionStorage?.removeItem(this.#key);
      else
        globalThis.sessionStorage?.setItem(
          this.#key,
          JSON.stringify(
            kept.slice(-MAX_STORED).map(({ content: { id, text, extras, time }, triedAt, identity }) => ({
              id,
              text,
              time,
              triedAt,
              identity,
              extras: writeTextExtras(extras),
            })),
          ),
        );
    } catch {
      // Storage is off or full: the messages live as long as the page.
    }
  }

  /** What was kept; it is forgotten here. */
  drain(): readonly StoredMessage[] {
    try {
      const stored: unknown = JSON.parse(globalThis.sessionStorage?.getItem(this.#key) ?? '[]');
      globalThis.sessionStorage?.removeItem(this.#key);
      return Array.isArray(stored)
        ? stored
            .slice(0, MAX_STORED)
            .map(parse)
            .filter((each) => each !== undefined)
        : [];
    } catch {
      return []; // Storage is off, or holds something else.
    }
  }
}
