// The viewer's blocked and highlighted words, applied to messages. The words are found in one pass over a text, whatever
// their number, and once for each message.
import type { ChatMessage, ChatQuote } from '../../../room/model/chat-message.js';
import { loadWordFinder, type WordFinder } from '../../../room/word-finder.js';
import type { PreferenceChoices } from './preference-values.js';

type TextSegment = ChatMessage['segments'][number];

/** In the place of a message that is not shown. */
const HIDDEN = null;

export class WordLists {
  readonly #onChange: () => void;
  #words: PreferenceChoices['words'] = {};
  #blocked: WordFinder | undefined;
  #highlighted: WordFinder | undefined;
  #seen = new WeakMap<ChatMessage, ChatMessage | typeof HIDDEN>();

  /** `onChange` is called when new words apply: their code is loaded with the first word. */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Never rejects: without their code, words have no effect, and the next change tries again. */
  async set(words: PreferenceChoices['words']): Promise<void> {
    const before = this.#words;
    if (JSON.stringify(words) === JSON.stringify(before)) return;
    this.#words = words;
    const { blocked = [], highlighted = [] } = words;
    try {
      const create = blocked.length + highlighted.length > 0 ? await loadWordFinder() : undefined;
      if (this.#words !== words) return; // changed again
      this.#blocked = blocked.length > 0 ? create?.(blocked) : undefined;
      this.#highlighted = highlighted.length > 0 ? create?.(highlighted) : undefined;
    } catch (error) {
      if (this.#words === words) this.#words = before;
      console.warn('live-chat-elements: blocked and highlighted words could not be applied.', error);
      return;
    }
    this.#seen = new WeakMap();
    this.#onChange();
  }

  get isEmpty(): boolean {
    return !this.#blocked && !this.#highlighted;
  }

  /** Whether a text has a blocked word. */
  hasBlocked(text: string): boolean {
    return (this.#blocked?.(text).length ?? 0) > 0;
  }

  /**
   * The message as this viewer is to see it; undefined when it is not shown. Own messages, those of the host and of
   * moderators, and those that mention this user are always shown.
   */
  view(message: ChatMessage): ChatMessage | undefined {
    if (message.kind === 'notice' || this.isEmpty) return message;
    let view = this.#seen.get(message);
    if (view === undefined) this.#seen.set(message, (view = this.#createView(message)));
    return view ?? undefined;
  }

  #createView(message: ChatMessage): ChatMessage | typeof HIDDEN {
    const { from, text, mentionsSelf, replyTo } = message;
    const isAlwaysShown = from.isSelf || from.role !== 'viewer' || mentionsSelf;
    if (!isAlwaysShown && this.hasBlocked(text)) return HIDDEN;
    let view = message;
    if (replyTo && this.#isBlockedQuote(replyTo)) {
      const { id } = replyTo;
      view = { ...view, replyTo: Object.freeze({ id, nick: '', text: '', isVerified: false }) };
    }
    const segments = from.isSelf ? message.segments : this.#highlight(message.segments);
    if (segments !== message.segments) view = { ...view, segments, mentionsSelf: true };
    return Object.freeze(view);
  }

  #isBlockedQuote({ from, text }: ChatQuote): boolean {
    return !(from && (from.isSelf || from.role !== 'viewer')) && this.hasBlocked(text);
  }

  /** The same list when no word was found; otherwise each word is a mention of its own. Links stay as they are. */
  #highlight(segments: readonly TextSegment[]): readonly TextSegment[] {
    const find = this.#highlighted;
    if (!find) return segments;
    let isFound = false;
    const marked = segments.flatMap((segment) => {
      if (segment.kind !== 'text') return [segment];
      const { text } = segment;
      const parts: TextSegment[] = [];
      let position = 0;
      for (const { start, end } of find(text)) {
        if (start < position) continue;
        isFound = true;
        if (start > position) parts.push({ kind: 'text', text: text.slice(position, start) });
        parts.push({ kind: 'mention', text: text.slice(start, end), userId: '', isSelf: true });
        position = end;
      }
      if (position < text.length) parts.push({ kind: 'text', text: text.slice(position) });
      return parts;
    });
    return isFound ? Object.freeze(marked) : segments;
  }
}
