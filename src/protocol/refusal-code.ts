// Codes with which the server kit's `roomRules` refuses a message; the page maps them to its own error codes.

/** The service passes the text of a refusal on to the sender when its code is in this range. */
export const MIN_REFUSAL_CODE = 10100;
export const MAX_REFUSAL_CODE = 10200;

/** One code per rule. */
export const REFUSAL_CODE = {
  /** Slow mode: the sender's last message was too recent. */
  slowMode: 10110,
  /** Emoji-only room. */
  emojiOnly: 10111,
  /** Longer than allowed. */
  tooLong: 10112,
  /** More messages in a short time than allowed. */
  tooFast: 10113,
  /** Only hosts, moderators and the application may send this. */
  notAllowed: 10114,
} as const;

/** A rule of `roomRules`. */
export type RefusalRule = keyof typeof REFUSAL_CODE;
