/** Characters of one message where the page says nothing that makes sense. */
export const DEFAULT_MAX_LENGTH = 140;
