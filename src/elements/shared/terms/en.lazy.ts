import type { ChatErrorCode } from '../../../room/model/chat-error.js';
import { enCommentHover } from './en-comment-hover.js';
import { enLike, enShell } from './en-shell.js';
import type { Term } from './terms.js';

/** English texts of the elements without their panels. Their keys are those of every language. */
export const en = {
  // First render
  ...enShell,

  // The room
  online: { one: '{count} watching', other: '{count} watching' },
  paused: 'Paused',
  newMessages: { one: '{count} new message', other: '{count} new messages' },
  toLatest: 'Jump to latest',
  empty: 'No messages yet. Say hello!',
  emptyReadOnly: 'No messages yet',
  reconnecting: 'Reconnecting…',
  closed: 'This room has ended',
  useHere: 'Use chat here',
  close: 'Close',

  // A row
  host: 'Host',
  moderator: 'Moderator',
  you: 'You',
  saidAt: '{name}, {time}',
  replyingTo: 'Replying to {name}',
  replyingToEarlier: 'Replying to an earlier message',
  quotedBy: 'Quoted by {name}: {text}',
  retry: 'Retry',
  discard: 'Discard',
  gift: '{name} sent {gift} × {count}',
  sentGift: 'sent {gift}',
  times: '× {count}',
  sticker: 'Sticker',

  // Notices
  joined: '{name} joined',
  joinedTwo: '{name} and {other} joined',
  joinedMany: { one: '{name} and {count} other joined', other: '{name} and {count} others joined' },
  left: '{name} left',
  leftTwo: '{name} and {other} left',
  leftMany: { one: '{name} and {count} other left', other: '{name} and {count} others left' },
  userMuted: '{name} was muted',
  userMutedFor: '{name} was muted for {duration}',
  userUnmuted: '{name} was unmuted',
  userKicked: '{name} was removed',
  userBanned: '{name} was banned',
  moderatorAdded: '{name} is now a moderator',
  moderatorRemoved: '{name} is no longer a moderator',
  roomMuted: 'Only the host can chat now',
  roomUnmuted: 'Everyone can chat again',
  gap: 'Some messages may be missing',
  dropped: { one: '{count} message not shown', other: '{count} messages not shown' },
  announcement: 'Announcement',
  foldAnnouncement: 'Collapse announcement',
  unfoldAnnouncement: 'Expand announcement',

  // Composer
  charactersLeft: { one: '{count} character left', other: '{count} characters left' },
  charactersOver: { one: '{count} character over the limit', other: '{count} characters over the limit' },
  signIn: 'Sign in to chat',
  cannotSendMuted: 'You are muted',
  people: 'People in the chat',
  suggestions: { one: '{count} suggestion', other: '{count} suggestions' },
  cannotSendMutedFor: 'You are muted for {duration}',
  cannotSendRoomMuted: 'Only the host can chat now',
  cannotSendOffline: 'Messages are sent after reconnecting',
  cannotSendSuperseded: 'Chat is open in another tab',
  emojiOnly: 'Emoji-only chat',
  slowMode: 'Slow mode: one message every {duration}',
  slowModeWait: 'Slow mode: wait {duration}',

  // Menu of a row, actions of a danmaku comment
  ...enCommentHover,
  rowMenu: 'Actions for the message from {name}',
  openLink: 'Open {host}',
  reply: 'Reply',
  replyTo: 'Reply to {name}',
  cancelReply: 'Cancel reply',
  goToQuoted: 'Go to the quoted message',
  mention: 'Mention {name}',
  userHidden: '{name} is hidden',
  undo: 'Undo',
  muteFor: 'Mute for {duration}',
  ban: 'Ban for {duration}',
  retract: 'Delete message',
  done: 'Done',

  // Screen reader
  says: '{name}: {text}',
  mentionsYou: '{name} mentioned you: {text}',
  repliesToYou: '{name} replied to you: {text}',
  sent: 'Message sent',
  notSentBecause: 'Not sent: {reason}',

  // Likes
  ...enLike,

  // Errors, by code
  'error:token/unreachable': 'The site is not responding. Retrying…',
  'error:token/denied': 'Sign in to join the chat.',
  'error:token/invalid': "The site's chat login is misconfigured.",
  'error:im/unavailable': 'The chat service is not responding. Retrying…',
  'error:im/signature': 'The chat login was rejected.',
  'error:im/kicked': 'You were signed out of this chat.',
  'error:im/superseded': 'Chat was opened somewhere else.',
  'error:im/offline': 'No internet connection.',
  'error:room/not-found': 'This room does not exist.',
  'error:room/dismissed': 'This room has ended.',
  'error:room/banned': 'You cannot join this room at the moment.',
  'error:room/full': 'This room is full.',
  'error:room/one-at-a-time': 'Another room is already open on this page.',
  'error:room/refused': 'You cannot join this room.',
  'error:room/closed': 'Chat is closed.',
  'error:send/muted': 'You are muted.',
  'error:send/blocked': 'The message was not accepted.',
  'error:send/too-fast': 'You are sending messages too quickly.',
  'error:send/too-long': 'The message is too long.',
  'error:send/not-member': 'You are no longer in this room.',
  'error:send/network': 'Connection problem.',
  'error:send/not-allowed': 'You are not allowed to do this.',
  'error:send/emoji-only': 'Only emoji can be sent now.',
  'error:plan/unsupported': 'This room does not support that.',
  'error:page/filter': 'A text filter of this page failed.',
} satisfies Record<string, Term> & Record<`error:${ChatErrorCode}`, Term>;
