// Limits that several parts need. An element's first download imports this file, so it holds only numbers.

/**
 * Likes that one message may claim; a larger number is read as this one, and the sender keeps the rest for its next
 * message. A held button makes eight likes per second: this is ten minutes of it, the longest wait of a user among
 * thousands who like at the same time.
 */
export const MAX_LIKES_PER_MESSAGE = 5_000;

/**
 * Default maximum length of a message, in characters as a reader counts them. A choice of ours: about two lines of a
 * phone. The service itself allows 12 KB.
 */
export const DEFAULT_MAX_LENGTH = 140;

/** Default maximum number of hearts on screen. */
export const DEFAULT_MAX_HEARTS = 40;

/** The most hearts that a page may choose, so that a phone still draws every frame. */
export const MAX_HEARTS = 200;
