// The list of forbidden words, with one interface over three back ends. Tencent withdrew the first one years ago; it is
// kept because old guides name it, and its error names the alternatives.
import type { WordList } from '../word-list.js';
import { type BatchSizes, inBatches } from './batches.js';
import type { CallOptions, RestCall } from './rest-transport.js';
import { TencentError } from './tencent-error.js';

/**
 * `legacy`: openim_dirty_words. `{libraryId}`: a word library of cloud moderation, a paid addition. A `WordList`: our
 * own, enforced by `wordFilter` in the webhook.
 */
export type DirtyWordsBackend =
  | 'legacy'
  | {
      libraryId: string;
      label?: 'Normal' | 'Illegal' | 'Abuse' | 'Polity' | 'Ad' | 'Porn' | 'Sexy' | 'Terror' | 'Composite';
    }
  | WordList;

/** The list of forbidden words. */
export interface DirtyWords {
  /** All words. */
  get(options?: CallOptions): Promise<string[]>;
  /** Adds words. */
  add(words: readonly string[], options?: CallOptions): Promise<void>;
  /** Removes words. */
  delete(words: readonly string[], options?: CallOptions): Promise<void>;
}

const WITHDRAWN = 10042;
const PAGE = 100;
/** Tencent's limit for one word. */
const MAX_WORD_BYTES = 200;

function requireWords(words: readonly string[]): void {
  for (const word of words) {
    const bytes = new TextEncoder().encode(word).byteLength;
    if (bytes < 1 || bytes > MAX_WORD_BYTES)
      throw new TypeError(`A dirty word must be 1 to ${MAX_WORD_BYTES} bytes of UTF-8.`);
  }
}

function legacy(call: RestCall, sizes: BatchSizes): DirtyWords {
  async function callLegacy(command: string, body: object, options?: CallOptions) {
    try {
      return await call(`openim_dirty_words/${command}`, body, 'safe', options);
    } catch (error) {
      if (!(error instanceof TencentError) || error.code !== WITHDRAWN) throw error;
      throw new TencentError(
        WITHDRAWN,
        'Tencent has withdrawn this interface. Use a word library of cloud moderation (dirtyWords: {libraryId}) or ' +
          'your own list in the webhook (WordList and wordFilter).',
        error.command,
        { cause: error },
      );
    }
  }
  const change = (command: string) => async (words: readonly string[], options?: CallOptions) => {
    requireWords(words);
    await inBatches(words, sizes.words, (DirtyWordsList) => callLegacy(command, { DirtyWordsList }, options));
  };
  return {
    get: async (options) => (await callLegacy('get', {}, options)).strings('DirtyWordsList'),
    add: change('add'),
    delete: change('delete'),
  };
}

function cloudAudit(
  call: RestCall,
  sizes: BatchSizes,
  sdkAppId: number,
  { libraryId, label }: { libraryId: string; label?: string },
): DirtyWords {
  const library = { SdkAppId: sdkAppId, LibID: libraryId };
  return {
    async get(options) {
      const words: string[] = [];
      for (;;) {
        const response = await call(
          'im_msg_audit_mgr/get_cloud_audit_keywords',
          { ...library, Offset: words.length, Limit: PAGE },
          'safe',
          options,
        );
        const page = response.list('Infos').map((each) => each.string('Content'));
        words.push(...page);
        if (page.length === 0 || words.length >= response.number('TotalCount')) return words;
      }
    },
    async add(words, options) {
      requireWords(words);
      await inBatches(words, sizes.words, (batch) =>
        call(
          'im_msg_audit_mgr/add_cloud_audit_keywords',
          { ...library, UserKeywords: batch.map((Content) => ({ Content, Label: label })) },
          'safe',
          options,
        ),
      );
    },
    async delete(words, options) {
      await inBatches(words, sizes.deleteWords, (Keywords) =>
        call('im_msg_audit_mgr/delete_cloud_audit_keywords', { ...library, Keywords }, 'safe', options),
      );
    },
  };
}

function ownList(list: WordList): DirtyWords {
  const change = (apply: (words: readonly string[]) => void) => (words: readonly string[]) =>
    Promise.resolve().then(() => apply(words));
  return {
    get: () => Promise.resolve([...list.words]),
    add: change((words) => list.add(words)),
    delete: change((words) => list.delete(words)),
  };
}

/** The list over the chosen back end. */
export function dirtyWords(
  backend: DirtyWordsBackend,
  call: RestCall,
  sizes: BatchSizes,
  sdkAppId: number,
): DirtyWords {
  if (backend === 'legacy') return legacy(call, sizes);
  return 'libraryId' in backend ? cloudAudit(call, sizes, sdkAppId, backend) : ownList(backend);
}
