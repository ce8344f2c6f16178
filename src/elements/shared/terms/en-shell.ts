/** English texts of the first render of `<live-chat>`. The others are loaded with its view. */
export const enShell = {
  chat: 'Live chat',
  messages: 'Chat messages',
  pause: 'Pause chat',
  resume: 'Resume chat',
  connecting: 'Connecting…',
  failed: 'Chat could not load',
  tryAgain: 'Try again',
  options: 'Chat options',
  composer: 'Message',
  placeholder: 'Say something…',
  send: 'Send',
  emoji: 'Emoji',
} as const;

/** English texts of `<like-button>`. Separate, so that a page with no other element loads no more. */
export const enLike = {
  like: 'Like',
  likeCount: { one: 'Like, {count} like', other: 'Like, {count} likes' },
} as const;
