/**
 * Likes that one message may claim; more is read as this many, and the sender keeps the rest for the next message.
 * Eight taps a second (a held button) for ten minutes: what one of thousands of likers may have to wait.
 */
export const MAX_LIKES_PER_MESSAGE = 5_000;

/** Characters of one message where the page says nothing that makes sense. */
export const DEFAULT_MAX_LENGTH = 140;

/** Most hearts on screen at once when the page sets no valid number. */
export const DEFAULT_MAX_HEARTS = 40;
