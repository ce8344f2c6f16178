import type { Term } from '../terms.js';

/** English texts of the panels. Their keys are those of every language. */
export const panelsEn = {
  // Options of the chat
  textSize: 'Text size',
  timesAlways: 'Always show times',
  pictures: 'Pictures',
  noticesLabel: 'Joined and left',
  noticesDigest: 'Combined',
  noticesAll: 'Each user',
  blockedWords: 'Blocked words',
  highlightedWords: 'Highlighted words',
  wordsHint: 'One word or phrase per line',
  show: 'Show',
  unhideUser: 'Show {name}',
  notKept: 'Not saved: applies until this page is closed',
  restoreDefaults: 'Restore defaults',
  hiddenUsers: { one: '{count} hidden user', other: '{count} hidden users' },
  unhideAll: 'Show all',
  announce: 'Screen reader announcements',
  announceAuto: 'Automatic',
  announceAll: 'Every message',
  announceMentions: 'Mentions only',
  announceOff: 'Off',

  // Settings of the room
  roomOptions: 'Room settings',
  slowModeLabel: 'Slow mode',
  off: 'Off',
  emojiOnlyLabel: 'Emoji only',
  muteAllLabel: 'Mute everyone',
  announcementForAll: 'Announcement',
  publish: 'Publish',

  // Options of danmaku
  danmakuOptions: 'Danmaku options',
  danmakuOn: 'Show danmaku',
  opacity: 'Opacity',
  danmakuArea: 'Area',
  danmakuSpeed: 'Speed',
  density: 'Density',
  densityLow: 'Low',
  densityNormal: 'Normal',
  densityHigh: 'High',
  kindTop: 'At the top',
  kindBottom: 'At the bottom',
  kindColored: 'Coloured',
  kindGifts: 'Gifts',
  keepSubtitles: 'Keep subtitles free',

  // Emoji
  emojiSearch: 'Search emoji',
  emojiNone: 'No emoji found',
  emojiSmileys: 'Smileys',
  emojiPeople: 'Hands and people',
  emojiHearts: 'Hearts',
  emojiNature: 'Animals and nature',
  emojiFood: 'Food and drink',
  emojiActivity: 'Activities',
  emojiObjects: 'Objects and symbols',
} satisfies Record<string, Term>;
