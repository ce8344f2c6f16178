// Decodes a message, whichever generation of Tencent's apps (or ours) wrote it. Texts are nearly always plain; the
// first apps put JSON into them. Custom messages are matched against a table of formats. The sender is never read from
// here.
import type { ImCustomMessage, ImMessage, ImTextMessage } from '../im/im-client.js';
import type { ControlMessage } from './control-message.js';
import type { Gift } from './gift-message.js';
import { CUSTOM_FORMATS, readUserAction } from './legacy-formats.js';
import { type TextExtras, readTextExtras } from './text-message.js';
import { UntrustedJson } from './untrusted-json.js';

/**
 * A decoded message. It has no sender: that is what the service reports (`message.from`), never what the JSON claims.
 * Texts are not yet sanitised, and a `control` is not yet authorised.
 */
export type DecodedMessage =
  | { readonly kind: 'text'; readonly text: string; readonly extras: TextExtras }
  | { readonly kind: 'face'; readonly index: number; readonly data: string }
  | {
      readonly kind: 'like';
      /** 1 to `MAX_LIKES_PER_MESSAGE`. */ readonly count: number;
      /** For de-duplication. */ readonly id?: string;
    }
  | { readonly kind: 'gift'; readonly gift: Gift }
  | { readonly kind: 'control'; readonly control: ControlMessage }
  /** Old apps send a message when their user joins or leaves. The service reports it too, so this may be dropped. */
  | { readonly kind: 'presence'; readonly action: 'joined' | 'left' }
  /** An unknown format: passed to the page. */
  | { readonly kind: 'custom'; readonly data: string }
  /** Known and of no use to a viewer: empty texts, signalling between hosts. */
  | { readonly kind: 'ignored' };

const IGNORED: DecodedMessage = Object.freeze({ kind: 'ignored' });
/** All that the web demo TWebLive sends for a like. */
const BARE_LIKE = 'like';

/**
 * XiaoZhiBo's JSON inside a text. Any user can type that, so it is accepted only when it names its true sender;
 * otherwise undefined.
 */
function readTypedJson({ text, from }: ImTextMessage): DecodedMessage | undefined {
  const wire = text.includes('"userAction"') ? UntrustedJson.parse(text) : undefined;
  if (!wire || wire.integer('userAction') === undefined) return undefined;
  if (from.userId === '' || wire.string('userId') !== from.userId) return undefined;
  return readUserAction(wire, 'XiaoZhiBo') ?? { kind: 'custom', data: text };
}

function readText(message: ImTextMessage): DecodedMessage {
  return (
    readTypedJson(message) ?? { kind: 'text', text: message.text, extras: readTextExtras(message.cloudCustomData) }
  );
}

function readCustom(message: ImCustomMessage): DecodedMessage {
  const { data } = message;
  if (data === BARE_LIKE) return { kind: 'like', count: 1 };
  const wire = UntrustedJson.parse(data);
  const format = wire && CUSTOM_FORMATS.find((each) => each.matches(wire));
  return (wire && format?.read(wire, message)) ?? { kind: 'custom', data };
}

/** Empty texts are not shown: iOS apps of 2020–22 send one with each change of the stage. */
function dropEmpty(decoded: DecodedMessage): DecodedMessage {
  return decoded.kind === 'text' && decoded.text.trim() === '' ? IGNORED : decoded;
}

/** Decodes `message`. Never throws; an unknown format becomes `custom`, for the page. */
export function decodeMessage(message: ImMessage): DecodedMessage {
  switch (message.kind) {
    case 'text':
      return dropEmpty(readText(message));
    case 'custom':
      return dropEmpty(readCustom(message));
    case 'face':
      return { kind: 'face', index: message.index, data: message.data };
  }
}
