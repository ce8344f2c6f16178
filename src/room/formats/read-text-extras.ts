// Reads our extras out of a message's cloudCustomData. Other apps write there too: what is not ours is left alone, and
// the raw text stays in the message for the page.

import type { DanmakuMode, DanmakuStyle } from '../chat-message.js';
import type { TextExtras } from './text-extras.js';
import { EXTRAS_KEY, EXTRAS_VERSION, MAX_ID_LENGTH, MAX_MENTIONS, MAX_QUOTE_LENGTH } from './text-extras-format.js';
import { WireObject } from './wire-object.js';

const MODES: readonly string[] = ['scroll', 'top', 'bottom'] satisfies DanmakuMode[];
const COLOR = /^#[0-9a-f]{6}$/i;
const NO_EXTRAS: TextExtras = Object.freeze({});

function readDanmaku(wire: WireObject | undefined): DanmakuStyle | undefined {
  if (!wire) return undefined;
  const mode = wire.text('mode');
  const color = wire.text('color');
  return {
    mode: MODES.includes(mode) ? (mode as DanmakuMode) : 'scroll',
    color: COLOR.test(color) ? color.toLowerCase() : '',
  };
}

function readReplyTo(wire: WireObject | undefined): TextExtras['replyTo'] {
  const id = wire?.text('id') ?? '';
  if (!wire || !id || id.length > MAX_ID_LENGTH) return undefined;
  return { id, nick: wire.text('nick', MAX_ID_LENGTH), text: wire.text('text', MAX_QUOTE_LENGTH) };
}

/** The extras in `cloudCustomData`; empty when there are none of ours, or of a version that this code does not know. */
export function readTextExtras(cloudCustomData: string): TextExtras {
  if (!cloudCustomData.includes(EXTRAS_KEY)) return NO_EXTRAS;
  const wire = WireObject.parse(cloudCustomData)?.object(EXTRAS_KEY);
  if (wire?.whole('v') !== EXTRAS_VERSION) return NO_EXTRAS;
  const danmaku = readDanmaku(wire.object('danmaku'));
  const mentions = wire.texts('mentions', MAX_MENTIONS, MAX_ID_LENGTH);
  const replyTo = readReplyTo(wire.object('replyTo'));
  const clientId = wire.text('clientId');
  return {
    ...(danmaku && { danmaku }),
    ...(mentions.length > 0 && { mentions }),
    ...(replyTo && { replyTo }),
    ...(clientId && clientId.length <= MAX_ID_LENGTH && { clientId }),
  };
}
