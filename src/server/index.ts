export { createUserSig, verifyUserSig, UserSigError } from './user-sig.js';
export type {
  CreateUserSigOptions,
  SigningKey,
  UserSigErrorKind,
  VerifiedUserSig,
  VerifyUserSigOptions,
} from './user-sig.js';
export { createTokenHandler } from './create-token-handler.js';
export type {
  Identify,
  IdentifiedGuest,
  IdentifiedUser,
  Identity,
  RefusedIdentity,
  TokenHandlerOptions,
  TokenResponse,
  TokenRole,
} from './create-token-handler.js';
export { Refusal } from './refusal.js';
export type { RateLimit } from './rate-limiter.js';
export { toNodeListener } from './to-node-listener.js';
export type { NodeListenerOptions } from './to-node-listener.js';
export { createRestClient } from './rest/create-rest-client.js';
export type { Region, RestClient, RestClientOptions } from './rest/create-rest-client.js';
export type { AccountProfile } from './rest/account-commands.js';
export type { AnswerReader } from './rest/answer-reader.js';
export type { BatchSizes } from './rest/batch-sizes.js';
export type { DirtyWords, DirtyWordsBackend } from './rest/dirty-words.js';
export type { GroupInfo, GroupProfile, NewGroup } from './rest/group-commands.js';
export type { LiveMember, TimedMember } from './rest/member-commands.js';
export { messageBody } from './rest/message-body.js';
export type { MessageElement } from './rest/message-body.js';
export type { GroupMessage, OutgoingMessage, RecallResult, SentMessage } from './rest/message-commands.js';
export { MUTE_FOREVER_S } from './rest/mute-forever.js';
export { REST_FAILURE } from './rest/rest-failure.js';
export type { CallOptions, Repeat, RestCall } from './rest/rest-transport.js';
export { TencentError } from './rest/tencent-error.js';
export { WordList } from './word-list.js';
export { createWebhookHandler } from './webhook/create-webhook-handler.js';
export type {
  BeforeJoinHook,
  BeforeSendHook,
  WebhookHandlerOptions,
  WebhookListeners,
} from './webhook/create-webhook-handler.js';
export { answer } from './webhook/webhook-answer.js';
export type { WebhookAnswer } from './webhook/webhook-answer.js';
export type {
  AfterSendEvent,
  BeforeJoinEvent,
  BeforeSendEvent,
  GroupEvent,
  MembersEvent,
  MemberStateEvent,
  MessageEvent,
  OtherEvent,
  SendFailedEvent,
  StateEvent,
  WebhookEvents,
} from './webhook/webhook-event.js';
export { wordFilter } from './webhook/word-filter.js';
export type { WordFilterAction, WordFilterExtras } from './webhook/word-filter.js';
export { WordMatcher } from '../words/word-matcher.js';
export type { WordMatch } from '../words/word-matcher.js';
export { createModerationHandler } from './moderation/create-moderation-handler.js';
export type { Authorize, ModerationHandlerOptions, Moderator } from './moderation/create-moderation-handler.js';
export type { ModerationAction } from './moderation/moderation-action.js';
export type { ModerationClient } from './moderation/perform-moderation.js';
export { roomRules } from './rules/room-rules.js';
export type { RoomRules, RoomRulesOptions } from './rules/room-rules.js';
export { REFUSAL_CODE } from './rules/refusal-code.js';
export { createLikeCounter } from './likes/create-like-counter.js';
export type { LikeCounter, LikeCounterOptions } from './likes/create-like-counter.js';
export { groupLikeStore } from './likes/group-like-store.js';
export { tellModerators } from './notes/tell-moderators.js';
export type { NotesClient } from './notes/change-notes.js';
export type { LikeStore } from './likes/like-store.js';
