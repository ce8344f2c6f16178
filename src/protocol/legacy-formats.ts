import type { ImCustomMessage } from '../im/im-client.js';
import { CONTROL_BUSINESS_ID, readControlMessage } from './control-message.js';
import type { DecodedMessage } from './decode-message.js';
import { readGift } from './gift-message.js';
import { readLike } from './like-message.js';
import type { UntrustedJson } from './untrusted-json.js';

/**
 * The oldest form, `userAction`: XiaoZhiBo wrote it with a picture and a message, ILVLive with a parameter. `usual` is
 * whose it is when neither mark is there. undefined for an unknown number.
 */
export function readUserAction(wire: UntrustedJson, usual: 'XiaoZhiBo' | 'ILVLive'): DecodedMessage | undefined {
  const hasPicture = wire.has('headPic');
  const numbering = hasPicture ? 'XiaoZhiBo' : wire.has('actionParam') ? 'ILVLive' : usual;
  return readAction(
    numbering,
    wire.integer('userAction'),
    wire.string(numbering === 'ILVLive' ? 'actionParam' : 'msg'),
  );
}

// The apps of 2016–18 said everything with a number, and two of them gave the numbers different meanings.

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
export function readAction(numbering: Numbering, code: number | undefined, text: string): DecodedMessage | undefined {
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

// The table of everything that a custom message's JSON can be, in the order in which it is tried: later formats are
// told
// by weaker marks. `read` answers undefined for what a format's app may send but nobody has described: the page gets
// it.

interface CustomFormat {
  /** For people: the app and its years. */
  readonly name: string;
  matches(wire: UntrustedJson): boolean;
  read(wire: UntrustedJson, message: ImCustomMessage): DecodedMessage | undefined;
}

const IGNORED: DecodedMessage = Object.freeze({ kind: 'ignored' });

const hasBusinessId = (id: string) => (wire: UntrustedJson) => wire.string('businessID') === id;

/**
 * TUILiveRoom: 300 is chat, 301 has the first generation's codes as text. The rest is between host, guests and stage.
 */
function readRoomAction(wire: UntrustedJson): DecodedMessage | undefined {
  const action = wire.integer('action') ?? 0;
  if (action === 300) return { kind: 'text', text: wire.string('message'), extras: {} };
  if (action === 301) return readAction('XiaoZhiBo', wire.integer('command'), wire.string('message'));
  const isStage = (action >= 100 && action <= 103) || (action >= 200 && action <= 202) || action === 400;
  return isStage ? IGNORED : undefined;
}

/** MLVBLiveRoom: an envelope `cmd` with its own `cmd` inside, a code as text. */
function readCommand(wire: UntrustedJson, { text }: ImCustomMessage): DecodedMessage | undefined {
  const data = wire.object('data');
  switch (wire.string('cmd')) {
    case 'CustomTextMsg':
      return { kind: 'text', text: text ?? '', extras: {} }; // The data is a header with a name and a picture.
    case 'CustomCmdMsg':
      return readAction('XiaoZhiBo', data?.integer('cmd'), data?.string('msg') ?? '');
    case 'notifyPusherChange':
    case 'linkmic':
    case 'pk':
      return IGNORED;
    default:
      return undefined;
  }
}

/** Tried from top to bottom; the first that matches reads. */
export const CUSTOM_FORMATS: readonly CustomFormat[] = [
  { name: 'live-chat-elements, control', matches: hasBusinessId(CONTROL_BUSINESS_ID), read: readControlMessage },
  { name: 'TUIGift like, 2021–25, and ours', matches: hasBusinessId('TUIGift_like'), read: readLike },
  { name: 'TUIGift gift, 2021–25', matches: hasBusinessId('TUIGift'), read: readGift },
  {
    name: 'TUIBarrage, 2021–24',
    matches: hasBusinessId('TUIBarrage'),
    read: (wire) => ({ kind: 'text', text: wire.object('data')?.string('message') ?? '', extras: {} }),
  },
  {
    name: 'TUILiveRoom, 2020–22',
    matches: (wire) => wire.has('version') && wire.integer('action') !== undefined,
    read: readRoomAction,
  },
  { name: 'MLVBLiveRoom, 2018–20', matches: (wire) => wire.string('cmd') !== '', read: readCommand },
  {
    name: 'ILVLive, 2016–18',
    matches: (wire) => wire.integer('userAction') !== undefined,
    read: (wire) => readUserAction(wire, 'ILVLive'),
  },
];
