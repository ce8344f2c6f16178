import { MAX_REFUSAL_CODE, MIN_REFUSAL_CODE } from '../../protocol/refusal-code.js';
import { type MessageElement, messageBody } from '../rest/message-commands.js';

/** The decision of a before-send or before-join hook. Made by `webhookResponse`. */
export type WebhookResponse =
  | { readonly kind: 'allow' }
  | { readonly kind: 'drop' }
  | { readonly kind: 'refuse'; readonly code: number; readonly text: string }
  | { readonly kind: 'replace'; readonly body?: readonly MessageElement[]; readonly cloudCustomData?: string };

/** A refusal without a text: the sender's app receives 10016. */
const REFUSED = 1;

/** Makes the decisions of a before-send or before-join hook. */
export const webhookResponse = {
  /** Allows it. The same as returning nothing. */
  allow: (): WebhookResponse => ({ kind: 'allow' }),
  /** Refuses it. The user reads `text`; `code` (10100 to 10200) identifies the cause for the page's code. */
  refuse(text = '', code = text === '' ? REFUSED : MIN_REFUSAL_CODE): WebhookResponse {
    if (code !== REFUSED && !(Number.isInteger(code) && code >= MIN_REFUSAL_CODE && code <= MAX_REFUSAL_CODE))
      throw new TypeError(`A refusal's code must be ${MIN_REFUSAL_CODE} to ${MAX_REFUSAL_CODE}.`);
    return { kind: 'refuse', code, text };
  },
  /** Drops the message without notice: no user receives it, and for its sender it looks sent. */
  drop: (): WebhookResponse => ({ kind: 'drop' }),
  /** Allows it with other content. A missing field is not changed. */
  replace: (content: { body?: readonly MessageElement[]; cloudCustomData?: string }): WebhookResponse => ({
    kind: 'replace',
    ...content,
  }),
  /** Allows it as this text. */
  replaceText: (text: string): WebhookResponse => ({ kind: 'replace', body: messageBody.text(text) }),
} as const;
