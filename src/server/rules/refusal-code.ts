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
