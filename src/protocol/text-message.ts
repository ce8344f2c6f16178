import { MAX_ID_LENGTH } from './moderation.js';
import { UntrustedJson } from './untrusted-json.js';

// The extras of a text message. They are in the message's `cloudCustomData`, in an object where other apps may have
// theirs:
//   {"liveChat":{"v":1,"danmaku":{"mode","color"},"mentions":["userId"],"mentionNames":["nick"],
//     "replyTo":{"id","nick","text"},"clientId":"…"}}
// A quote is also written and read in the form of Tencent's TUIKit, so that its apps show it and we show theirs:
//   {"messageReply":{"messageID","messageAbstract","messageSender","messageSequence","messageTime","messageType":1,
//     "version":1}}

/** Scrolling, or fixed at the top or the bottom. */
export type DanmakuMode = 'scroll' | 'top' | 'bottom';

/** How the sender wants a comment to be shown. */
export interface DanmakuStyle {
  readonly mode: DanmakuMode;
  /** `#rrggbb`, or '' for the layer's own. */
  readonly color: string;
}

/** The message that a text replies to. */
export interface QuotedMessage {
  readonly id: string;
  readonly nick: string;
  readonly text: string;
  /** Sequence number in the group, and unix time in ms. Written for TUIKit, never read. */
  readonly seq?: number;
  readonly time?: number;
}

/** What is sent beside a text. All of it is the sender's claim. */
export interface TextExtras {
  readonly danmaku?: DanmakuStyle;
  /** User ids. */
  readonly mentions?: readonly string[];
  /** The names of these users as the sender sees them, for readers without a message of these users. */
  readonly mentionNames?: readonly string[];
  /** `nick` and `text` are the sender's claim: prefer the quoted message itself where it is known. */
  readonly replyTo?: QuotedMessage;
  /** The id that the sender gave the message, to recognise it when it arrives by another path. */
  readonly clientMessageId?: string;
}

const EXTRAS_KEY = 'liveChat';
/** Of the quote in TUIKit's form. */
const TUIKIT_QUOTE_KEY = 'messageReply';
const OUR_QUOTE = { id: 'id', nick: 'nick', text: 'text' };
const TUIKIT_QUOTE = { id: 'messageID', nick: 'messageSender', text: 'messageAbstract' };
/** TUIKit's number for the type of the quoted message, and for the version of the form. */
const TUIKIT_TEXT = 1;
const TUIKIT_VERSION = 1;
/** Raised when a reader of the version before would misread the extras; a new optional field is no reason. */
const EXTRAS_VERSION = 1;
const MAX_MENTIONS = 20;
/** Of the quoted text, in characters; enough for one line. */
export const MAX_QUOTE_LENGTH = 100;

const MODES: readonly unknown[] = ['scroll', 'top', 'bottom'] satisfies DanmakuMode[];
const COLOR = /^#[0-9a-f]{6}$/i;
const NO_EXTRAS: TextExtras = Object.freeze({});

/** Whether a value is the name of a danmaku mode. */
export function isDanmakuMode(value: unknown): value is DanmakuMode {
  return MODES.includes(value);
}

/** Whether a value is a danmaku colour, `#rrggbb`. */
export function isDanmakuColor(value: unknown): value is string {
  return typeof value === 'string' && COLOR.test(value);
}

function readDanmaku(wire: UntrustedJson | undefined): DanmakuStyle | undefined {
  if (!wire) return undefined;
  const mode = wire.string('mode');
  const color = wire.string('color');
  return {
    mode: isDanmakuMode(mode) ? mode : 'scroll',
    color: isDanmakuColor(color) ? color.toLowerCase() : '',
  };
}

/** The quote in `wire`, whose fields have these names. */
function readQuote(
  wire: UntrustedJson | undefined,
  names: { readonly id: string; readonly nick: string; readonly text: string },
): QuotedMessage | undefined {
  const id = wire?.string(names.id) ?? '';
  if (!wire || id === '' || id.length > MAX_ID_LENGTH) return undefined;
  return { id, nick: wire.string(names.nick, MAX_ID_LENGTH), text: wire.string(names.text, MAX_QUOTE_LENGTH) };
}

/**
 * The extras in `cloudCustomData`: ours, and the quote of TUIKit. Empty when there are none; ours are left out when
 * their version is not known to this code.
 */
export function readTextExtras(cloudCustomData: string): TextExtras {
  const mayHaveExtras = cloudCustomData.includes(EXTRAS_KEY) || cloudCustomData.includes(TUIKIT_QUOTE_KEY);
  const data = mayHaveExtras ? UntrustedJson.parse(cloudCustomData) : undefined;
  if (!data) return NO_EXTRAS;
  const extras = data.object(EXTRAS_KEY);
  const wire = extras?.integer('v') === EXTRAS_VERSION ? extras : undefined;
  const danmaku = readDanmaku(wire?.object('danmaku'));
  const mentions = wire?.strings('mentions', MAX_MENTIONS, MAX_ID_LENGTH) ?? [];
  const mentionNames = wire?.strings('mentionNames', MAX_MENTIONS, MAX_ID_LENGTH) ?? [];
  const replyTo =
    readQuote(wire?.object('replyTo'), OUR_QUOTE) ?? readQuote(data.object(TUIKIT_QUOTE_KEY), TUIKIT_QUOTE);
  const clientMessageId = wire?.string('clientId');
  return {
    ...(danmaku && { danmaku }),
    ...(mentions.length > 0 && { mentions }),
    ...(mentionNames.length > 0 && mentionNames.length === mentions.length && { mentionNames }),
    ...(replyTo && { replyTo }),
    ...(clientMessageId && clientMessageId.length <= MAX_ID_LENGTH && { clientMessageId }),
  };
}

/**
 * The `cloudCustomData` for a text: '' when there are no extras, so that a plain text stays plain. Default danmaku
 * (scrolling, no colour) is not written.
 */
export function writeTextExtras({ danmaku, mentions, mentionNames, replyTo, clientMessageId }: TextExtras): string {
  const isStyled = danmaku && (danmaku.mode !== 'scroll' || danmaku.color !== '');
  const hasMentions = mentions && mentions.length > 0;
  if (!isStyled && !hasMentions && !replyTo && !clientMessageId) return '';
  const quoted = replyTo && [...replyTo.text].slice(0, MAX_QUOTE_LENGTH / 2).join('');
  return JSON.stringify({
    [EXTRAS_KEY]: {
      v: EXTRAS_VERSION,
      ...(isStyled && { danmaku: { mode: danmaku.mode, color: danmaku.color } }),
      ...(hasMentions && { mentions: mentions.slice(0, MAX_MENTIONS) }),
      ...(hasMentions && mentionNames && { mentionNames: mentionNames.slice(0, MAX_MENTIONS) }),
      ...(replyTo && { replyTo: { id: replyTo.id, nick: replyTo.nick, text: quoted } }),
      ...(clientMessageId && { clientId: clientMessageId }),
    },
    ...(replyTo && {
      [TUIKIT_QUOTE_KEY]: {
        messageID: replyTo.id,
        messageAbstract: quoted,
        messageSender: replyTo.nick,
        messageSequence: replyTo.seq ?? 0,
        messageTime: Math.floor((replyTo.time ?? 0) / 1000),
        messageType: TUIKIT_TEXT,
        version: TUIKIT_VERSION,
      },
    }),
  });
}

/**
 * The extras with an empty name and text in their quotes, so that pages show only what they know of the quoted message.
 */
export function withoutQuote(cloudCustomData: string): string {
  if (!readTextExtras(cloudCustomData).replyTo) return cloudCustomData;
  const data = JSON.parse(cloudCustomData) as Record<string, Record<string, object> | undefined>;
  const { [EXTRAS_KEY]: extras, [TUIKIT_QUOTE_KEY]: tuikit } = data;
  return JSON.stringify({
    ...data,
    ...(extras && { [EXTRAS_KEY]: { ...extras, replyTo: { ...extras.replyTo, nick: '', text: '' } } }),
    ...(tuikit && { [TUIKIT_QUOTE_KEY]: { ...tuikit, messageSender: '', messageAbstract: '' } }),
  });
}
