/** The words of the first drawing of `<live-chat>` in English; the others come with its room. */
export const enShell = {
  chat: 'Live chat',
  messages: 'Chat messages',
  pause: 'Pause chat',
  resume: 'Resume chat',
  connecting: 'Joining the room…',
  failed: 'The chat could not be opened',
  tryAgain: 'Try again',
  options: 'Chat options',
  composer: 'Message',
  placeholder: 'Say something…',
  send: 'Send',
  emoji: 'Emoji',
} as const;

/** The words of `<like-button>` in English, by themselves: a page with nothing else downloads no others. */
export const enLike = {
  like: 'Like',
  likeCount: { one: 'Like, {count} like', other: 'Like, {count} likes' },
} as const;

/** The words of a comment that the pointer holds, in English. */
export const enCommentHover = {
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'The browser did not allow to copy',
  hideUser: 'Hide {name}',
  like: 'Like',
} as const;
