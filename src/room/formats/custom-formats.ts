// The table of everything that a custom message's JSON can be, in the order in which it is tried: later formats are
// told
// by weaker marks. `read` answers undefined for what a format's app may send but nobody has described: the page gets
// it.

import type { ImCustomMessage } from '../../im/im-client.js';
import { CONTROL_BUSINESS_ID } from './control-business-id.js';
import { readAction } from './read-action.js';
import { readControl } from './read-control.js';
import { readGift } from './read-gift.js';
import { readLike } from './read-like.js';
import type { ReadMessage } from './read-message-result.js';
import { readUserAction } from './read-user-action.js';
import type { WireObject } from './wire-object.js';

interface CustomFormat {
  /** For people: the app and its years. */
  readonly name: string;
  matches(wire: WireObject): boolean;
  read(wire: WireObject, message: ImCustomMessage): ReadMessage | undefined;
}

const IGNORED: ReadMessage = Object.freeze({ kind: 'ignored' });

const hasBusinessId = (id: string) => (wire: WireObject) => wire.text('businessID') === id;

/**
 * TUILiveRoom: 300 is chat, 301 has the first generation's codes as text. The rest is between host, guests and stage.
 */
function readRoomAction(wire: WireObject): ReadMessage | undefined {
  const action = wire.whole('action') ?? 0;
  if (action === 300) return { kind: 'text', text: wire.text('message'), extras: {} };
  if (action === 301) return readAction('XiaoZhiBo', wire.whole('command'), wire.text('message'));
  const isStage = (action >= 100 && action <= 103) || (action >= 200 && action <= 202) || action === 400;
  return isStage ? IGNORED : undefined;
}

/** MLVBLiveRoom: an envelope `cmd` with its own `cmd` inside, a code as text. */
function readCommand(wire: WireObject, { text }: ImCustomMessage): ReadMessage | undefined {
  const data = wire.object('data');
  switch (wire.text('cmd')) {
    case 'CustomTextMsg':
      return { kind: 'text', text: text ?? '', extras: {} }; // The data is a header with a name and a picture.
    case 'CustomCmdMsg':
      return readAction('XiaoZhiBo', data?.whole('cmd'), data?.text('msg') ?? '');
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
  { name: 'live-chat-elements, control', matches: hasBusinessId(CONTROL_BUSINESS_ID), read: readControl },
  { name: 'TUIGift like, 2021–25, and ours', matches: hasBusinessId('TUIGift_like'), read: readLike },
  { name: 'TUIGift gift, 2021–25', matches: hasBusinessId('TUIGift'), read: readGift },
  {
    name: 'TUIBarrage, 2021–24',
    matches: hasBusinessId('TUIBarrage'),
    read: (wire) => ({ kind: 'text', text: wire.object('data')?.text('message') ?? '', extras: {} }),
  },
  {
    name: 'TUILiveRoom, 2020–22',
    matches: (wire) => wire.has('version') && wire.whole('action') !== undefined,
    read: readRoomAction,
  },
  { name: 'MLVBLiveRoom, 2018–20', matches: (wire) => wire.text('cmd') !== '', read: readCommand },
  {
    name: 'ILVLive, 2016–18',
    matches: (wire) => wire.whole('userAction') !== undefined,
    read: (wire) => readUserAction(wire, 'ILVLive'),
  },
];
