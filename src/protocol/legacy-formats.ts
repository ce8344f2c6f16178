import type { ImCustomMessage } from '../im/im-client.js';
import { CONTROL_BUSINESS_ID, readControlMessage } from './control-message.js';
import type { DecodedMessage } from './decode-message.js';
import { readGift } from './gift-message.js';
import { readLike } from './like-message.js';
import type { UntrustedJson } from './untrusted-json.js';

// The apps of 2016–18 sent a number for each kind of message, and two of them gave the numbers different meanings.

type Action = 'text' | 'joined' | 'left' | 'like' | 'danmaku' | 'ignored';
/** The app whose numbers are used: XiaoZhiBo's are also those of MLVBLiveRoom and TUILiveRoom; ILVLive has its own. */
type Numbering = 'XiaoZhiBo' | 'ILVLive';

const ACTIONS: Readonly<Record<Numbering, ReadonlyMap<number, Action>>> = {
  // One published copy has 4 and 5 swapped in its comments; its names and every other copy agree with this table.
  XiaoZhiBo: new Map([
    [1, 'text'],
    [2, 'joined'],
    [3, 'left'],
    [4, 'like'],
    [5, 'danmaku'],
  ]),
  // 4 and 5: the host leaves and returns.
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
 * Decodes the action `code` with its `text`; undefined for a number that is not documented (many forks added their
 * own).
 */
function readAction(numbering: Numbering, code: number | undefined, text: string): DecodedMessage | undefined {
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

/**
 * The oldest format, `userAction`: XiaoZhiBo wrote it with a picture and a message, ILVLive with a parameter.
 * `fallback` is the numbering when neither field is present. undefined for an unknown number.
 */
export function readUserAction(wire: UntrustedJson, fallback: Numbering): DecodedMessage | undefined {
  const hasPicture = wire.has('headPic');
  const numbering = hasPicture ? 'XiaoZhiBo' : wire.has('actionParam') ? 'ILVLive' : fallback;
  return readAction(
    numbering,
    wire.integer('userAction'),
    wire.string(numbering === 'ILVLive' ? 'actionParam' : 'msg'),
  );
}

// The table of all formats of a custom message's JSON, in the order in which they are tried: later formats have weaker
// marks. `read` returns undefined for a message of that app that is not documented: it is passed to the page.

interface CustomFormat {
  /** The app and its years, for developers. */
  readonly name: string;
  matches(wire: UntrustedJson): boolean;
  read(wire: UntrustedJson, message: ImCustomMessage): DecodedMessage | undefined;
}

const IGNORED: DecodedMessage = Object.freeze({ kind: 'ignored' });

const hasBusinessId = (id: string) => (wire: UntrustedJson) => wire.string('businessID') === id;

/**
 * TUILiveRoom: 300 is chat, 301 has a code of the first generation as a string. The others are signalling between the
 * host and the guests on stage.
 */
function readRoomAction(wire: UntrustedJson): DecodedMessage | undefined {
  const action = wire.integer('action') ?? 0;
  if (action === 300) return { kind: 'text', text: wire.string('message'), extras: {} };
  if (action === 301) return readAction('XiaoZhiBo', wire.integer('command'), wire.string('message'));
  const isStage = (action >= 100 && action <= 103) || (action >= 200 && action <= 202) || action === 400;
  return isStage ? IGNORED : undefined;
}

/** MLVBLiveRoom: an envelope `cmd` with its own `cmd` inside, a code as a string. */
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

/** Tried from top to bottom; the first format that matches reads the message. */
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
