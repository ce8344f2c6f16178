/** Seconds for a mute that lasts until it is lifted. */
export const MUTE_FOREVER_S = 0xffff_ffff;
