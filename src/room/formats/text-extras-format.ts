// The shape of our extras in cloudCustomData, shared by their reader and their writer:
//   {"liveChat":{"v":1,"danmaku":{"mode","color"},"mentions":["userId"],"replyTo":{"id","nick","text"},"clientId":"…"}}

/** Our corner of an object in which other apps may have theirs. */
export const EXTRAS_KEY = 'liveChat';
/** Raised when a reader of the version before would misread; a new optional field is no reason. */
export const EXTRAS_VERSION = 1;
export const MAX_MENTIONS = 20;
/** Message ids are about 40 characters, user ids at most 32 bytes. */
export const MAX_ID_LENGTH = 128;
/** Of the quoted text; enough for one line. */
export const MAX_QUOTE_LENGTH = 100;
