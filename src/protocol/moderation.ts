// What moderation means on both sides: the request that a page sends to the server kit's moderation handler, and the
// numbers and limits of the service that both sides know.

/** Seconds of a mute or ban that lasts until it is lifted, as the service counts it. */
export const MUTE_FOREVER_S = 4_294_967_295;
/** The service's limit for an announcement (a group's notification), in bytes of UTF-8. */
export const MAX_ANNOUNCEMENT_BYTES = 300;
/** Moderators that fit into a group's introduction beside its text; the service allows a live room as many admins. */
export const MAX_MODERATORS = 5;
/** Of a message's or user's id, in characters. Message ids are about 40 characters, user ids at most 32 bytes. */
export const MAX_ID_LENGTH = 128;
/** The application's default administrator account. Only the application's server can send in its name. */
export const APP_ADMINISTRATOR = 'administrator';

/** What a moderator can request of the moderation endpoint. Times are seconds; ids are the application's own. */
export type ModerationRequest =
  | { readonly action: 'mute'; readonly groupId: string; readonly userId: string; readonly seconds: number }
  | { readonly action: 'unmute'; readonly groupId: string; readonly userId: string }
  | { readonly action: 'muteAll'; readonly groupId: string; readonly muted: boolean }
  | {
      readonly action: 'ban';
      readonly groupId: string;
      readonly userId: string;
      readonly seconds: number;
      readonly reason: string;
    }
  | { readonly action: 'unban'; readonly groupId: string; readonly userId: string }
  /** By sequence number, which every message has, and by id where it is known. */
  | { readonly action: 'retract'; readonly groupId: string; readonly seq: number; readonly messageId: string }
  /** '' removes the announcement. */
  | { readonly action: 'announce'; readonly groupId: string; readonly text: string }
  /** 0 is off. */
  | { readonly action: 'slowMode'; readonly groupId: string; readonly seconds: number }
  | { readonly action: 'emojiOnly'; readonly groupId: string; readonly on: boolean };

type WithoutGroup<Request> = Request extends unknown ? Omit<Request, 'groupId'> : never;

/** A `ModerationRequest` whose room is known from elsewhere. */
export type ModerationAction = WithoutGroup<ModerationRequest>;
