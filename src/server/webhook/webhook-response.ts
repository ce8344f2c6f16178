import { type MessageElement, messageBody } from '../rest/message-body.js';

/** Codes of `roomRules`, within the range whose text the service hands on to the sender. */
export const REFUSAL_CODE = {
  /** Slow mode: the last message was too recent. */
  slowMode: 10110,
  /** Emoji-only room. */
  emojiOnly: 10111,
  /** Longer than allowed. */
  tooLong: 10112,
  /** More messages than a person sends. */
  tooFast: 10113,
  /** Only hosts, moderators and the application may. */
  notAllowed: 10114,
} as const;

/** What a handler decides. Made by `answer`. */
export type WebhookResponse =
  | { readonly kind: 'allow' }
  | { readonly kind: 'silence' }
  | { readonly kind: 'refuse'; readonly code: number; readonly text: string }
  | { readonly kind: 'replace'; readonly body?: readonly MessageElement[]; readonly cloudCustomData?: string };

/** Codes whose text the service hands on to the person. */
const FIRST_CODE = 10100;
const LAST_CODE = 10200;
/** Refused without words: the person sees 10016. */
const REFUSED = 1;

/** The answers a before-send or before-join handler can give. */
export const webhookResponse = {
  /** Let it pass. The same as returning nothing. */
  allow: (): WebhookResponse => ({ kind: 'allow' }),
  /**
   * Refuse. With `text`, the person reads it; `code` (10100 to 10200) is for the page's code to tell one cause from
   * another.
   */
  refuse(text = '', code = text === '' ? REFUSED : FIRST_CODE): WebhookResponse {
    if (code !== REFUSED && !(Number.isInteger(code) && code >= FIRST_CODE && code <= LAST_CODE))
      throw new TypeError(`A refusal's code must be ${FIRST_CODE} to ${LAST_CODE}.`);
    return { kind: 'refuse', code, text };
  },
  /** Nobody sees the message, and its sender believes that it was sent. */
  silence: (): WebhookResponse => ({ kind: 'silence' }),
  /** Let it pass with other content. What is not named stays. */
  replace: (content: { body?: readonly MessageElement[]; cloudCustomData?: string }): WebhookResponse => ({
    kind: 'replace',
    ...content,
  }),
  /** Let it pass as this text instead. */
  replaceText: (text: string): WebhookResponse => ({ kind: 'replace', body: messageBody.text(text) }),
} as const;
