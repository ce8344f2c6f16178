import type { TextExtras } from './text-extras.js';
import { EXTRAS_KEY, EXTRAS_VERSION, MAX_MENTIONS, MAX_QUOTE_LENGTH } from './text-extras-format.js';

/**
 * The `cloudCustomData` for a text: '' when there is nothing to say beside it, so that a plain text stays plain.
 * Default danmaku (scrolling, no colour) is not written.
 */
export function writeTextExtras({ danmaku, mentions, replyTo, clientId }: TextExtras): string {
  const styled = danmaku && (danmaku.mode !== 'scroll' || danmaku.color !== '');
  const named = mentions && mentions.length > 0;
  if (!styled && !named && !replyTo && !clientId) return '';
  return JSON.stringify({
    [EXTRAS_KEY]: {
      v: EXTRAS_VERSION,
      ...(styled && { danmaku: { mode: danmaku.mode, color: danmaku.color } }),
      ...(named && { mentions: mentions.slice(0, MAX_MENTIONS) }),
      ...(replyTo && {
        replyTo: {
          id: replyTo.id,
          nick: replyTo.nick,
          text: [...replyTo.text].slice(0, MAX_QUOTE_LENGTH / 2).join(''),
        },
      }),
      ...(clientId && { clientId }),
    },
  });
}
