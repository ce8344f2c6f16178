/** The words of the first drawing of `<live-chat>` in English; the others come with its room. */
export const enFrame = {
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
