/** The group attribute in which an application's server keeps the room's total of likes, a text of digits, for plans without group counters. */
export const LIKES_ATTRIBUTE = 'lce.likes';
