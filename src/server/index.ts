export { createUserSig, verifyUserSig, UserSigError } from './user-sig.js';
export type {
  CreateUserSigOptions,
  SigningKey,
  UserSigErrorKind,
  VerifiedUserSig,
  VerifyUserSigOptions,
} from './user-sig.js';
export { createTokenHandler } from './token-handler.js';
export type {
  Identify,
  IdentifiedGuest,
  IdentifiedUser,
  Identity,
  RefusedIdentity,
  TokenHandlerOptions,
  TokenResponse,
  TokenRole,
} from './token-handler.js';
export { Refusal } from './http-problem.js';
export type { RateLimit } from './rate-limiter.js';
export type { TrustProxy } from './forwarded.js';
export { toNodeListener } from './to-node-listener.js';
export type { NodeListener, NodeListenerOptions } from './to-node-listener.js';
export type { RequestContext, RequestHandler } from './request-context.js';
export { createRestClient } from './rest/rest-client.js';
export type { Region, RestClient, RestClientOptions } from './rest/rest-client.js';
export type { AccountProfile } from './rest/account-commands.js';
export type { ResponseReader } from './rest/response-reader.js';
export type { BatchSizes } from './rest/batches.js';
export type { DirtyWords, DirtyWordsBackend } from './rest/dirty-words.js';
export type { GroupInfo, GroupProfile, NewGroup } from './rest/group-commands.js';
export type { LiveMember, TimedMember } from './rest/member-commands.js';
export { messageBody } from './rest/message-commands.js';
export type { MessageElement } from './rest/message-commands.js';
export type { GroupMessage, OutgoingMessage, RecallResult, SentMessage } from './rest/message-commands.js';
export { MUTE_FOREVER_S } from '../protocol/moderation.js';
export { REFUSAL_CODE } from '../protocol/refusal-code.js';
export { REST_FAILURE } from './rest/tencent-error.js';
export type { CallOptions, Repeat, RestCall } from './rest/rest-transport.js';
export { TencentError } from './rest/tencent-error.js';
export { WordList } from './word-list.js';
export { createWebhookHandler } from './webhook/webhook-handler.js';
export type {
  BeforeJoinHook,
  BeforeSendHook,
  WebhookHandlerOptions,
  WebhookListeners,
} from './webhook/webhook-handler.js';
export { webhookResponse } from './webhook/webhook-response.js';
export type { WebhookResponse } from './webhook/webhook-response.js';
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
export { WordMatcher } from './word-list.js';
export type { TextRange, WordMatch } from '../text/word-matcher.js';
export { createModerationHandler } from './moderation/moderation-handler.js';
export type { Authorize, ModerationHandlerOptions, Moderator } from './moderation/moderation-handler.js';
export type { ModerationRequest } from '../protocol/moderation.js';
export type { ModerationClient } from './moderation/perform-moderation.js';
export { roomRules } from './rules/room-rules.js';
export type { RoomRules, RoomRulesOptions } from './rules/room-rules.js';
export { createLikeCounter } from './likes/like-counter.js';
export type { LikeCounter, LikeCounterOptions } from './likes/like-counter.js';
export { groupLikeStore } from './likes/like-counter.js';
export { setModerators } from './metadata/room-metadata.js';
export type { RoomMetadataClient } from './metadata/room-metadata.js';
export type { LikeStore } from './likes/like-counter.js';
