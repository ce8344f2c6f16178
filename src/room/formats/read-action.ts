// The apps of 2016–18 said everything with a number, and two of them gave the numbers different meanings.

import type { ReadMessage } from './read-message-result.js';

type Action = 'text' | 'joined' | 'left' | 'like' | 'danmaku' | 'ignored';
/** Whose numbers: XiaoZhiBo's live on in MLVBLiveRoom and TUILiveRoom; ILVLive had its own. */
type Numbering = 'XiaoZhiBo' | 'ILVLive';

const ACTIONS: Readonly<Record<Numbering, ReadonlyMap<number, Action>>> = {
  // One published copy has 4 and 5 swapped in its comments; its names and every other copy say this.
  XiaoZhiBo: new Map([
    [1, 'text'],
    [2, 'joined'],
    [3, 'left'],
    [4, 'like'],
    [5, 'danmaku'],
  ]),
  // 4 and 5: the host goes away and comes back.
  ILVLive: new Map([
    [-1, 'text'],
    [1, 'joined'],
    [2, 'left'],
    [3, 'like'],
    [4, 'ignored'],
    [5, 'ignored'],
  ]),
};

/**
 * What `code` means, with `text` beside it; undefined for a number that nobody has described (many forks made up their
 * own).
 */
export function readAction(numbering: Numbering, code: number | undefined, text: string): ReadMessage | undefined {
  const action = code === undefined ? undefined : ACTIONS[numbering].get(code);
  switch (action) {
    case 'text':
      return { kind: 'text', text, extras: {} };
    case 'danmaku':
      return { kind: 'text', text, extras: { danmaku: { mode: 'scroll', color: '' } } };
    case 'joined':
    case 'left':
      return { kind: 'presence', action };
    case 'like':
      return { kind: 'like', count: 1 };
    case 'ignored':
      return { kind: 'ignored' };
    case undefined:
      return undefined;
  }
}
