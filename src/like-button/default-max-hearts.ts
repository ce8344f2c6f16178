/** Hearts in the air at once where the page says nothing that makes sense. */
export const DEFAULT_MAX_HEARTS = 40;
