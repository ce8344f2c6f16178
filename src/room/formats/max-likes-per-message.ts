/**
 * Likes that one message may claim; more is read as this many, and the sender keeps the rest for the next message.
 * Sixteen taps a second (faster than a thumb) for a minute.
 */
export const MAX_LIKES_PER_MESSAGE = 1_000;
