// The port: what the room needs from an instant-messaging service, in our own terms. No name, number or shape of the
// SDK is known on the room's side of it. The implementations are in sandboxed (an SDK that the room logs in: v2 is
// tim-js-sdk, v3 is @tencentcloud/chat) and attached (an instance of either that the page has logged in); tim has what
// they share.
import type { ImError } from './im-error.js';

/** Delivery priority. Under load the service drops the lowest first. */
export type ImPriority = 'high' | 'normal' | 'low' | 'lowest';

/** The sender of a message as the service reports it, never as the message's own text claims. */
export interface ImUser {
  readonly userId: string;
  readonly nick: string;
  /** Untrusted and not yet checked. */
  readonly avatar: string;
}

interface ImMessageBase {
  /** The same for sender and receivers, stable across delivery paths. */
  readonly id: string;
  readonly groupId: string;
  readonly from: ImUser;
  /** Sent by this user, here or in another tab. */
  readonly isSelf: boolean;
  /** Sequence number in the group; grows, may have gaps. 0 when the service gave none. */
  readonly seq: number;
  /** Unix time in milliseconds (the service's resolution is one second). */
  readonly time: number;
  readonly priority: ImPriority;
  /** The sender's extras: an untrusted string, usually JSON or empty. */
  readonly cloudCustomData: string;
  /** Sent to every room of the application at once. */
  readonly isBroadcast: boolean;
}
export interface ImTextMessage extends ImMessageBase {
  readonly kind: 'text';
  readonly text: string;
}
export interface ImCustomMessage extends ImMessageBase {
  readonly kind: 'custom';
  readonly data: string;
  readonly description: string;
  readonly extension: string;
  /** The text element after it in the same message: apps of 2018–20 sent chat that way, behind a header. */
  readonly text?: string;
}
export interface ImFaceMessage extends ImMessageBase {
  readonly kind: 'face';
  readonly index: number;
  readonly data: string;
}
export type ImMessage = ImTextMessage | ImCustomMessage | ImFaceMessage;

/** A user joined or left, was muted, kicked or promoted, or the group's profile changed. */
export interface ImGroupEvent {
  readonly kind: 'group-event';
  readonly id: string;
  readonly groupId: string;
  /** Sequence number in the group, as of messages; absent when the service gave none. */
  readonly seq?: number;
  readonly time: number;
  readonly action:
    'joined' | 'left' | 'kicked' | 'admin-set' | 'admin-unset' | 'profile' | 'muted' | 'banned' | 'unbanned';
  readonly operatorId: string;
  /** The users concerned; `mutedFor` in seconds (0: unmuted) for `muted`. */
  readonly users: readonly (ImUser & { readonly mutedFor?: number })[];
  /** Only for `profile`: what changed. */
  readonly profile?: Partial<Pick<ImGroup, 'name' | 'notification' | 'introduction' | 'ownerId' | 'allMuted'>>;
  /** Online members, when the event carries their number. */
  readonly onlineCount?: number;
}

/** A notice of the service or of the application's server. */
export interface ImSystemNotice {
  readonly kind: 'notice';
  readonly id: string;
  readonly groupId: string;
  readonly time: number;
  readonly action: 'custom' | 'kicked' | 'banned' | 'dismissed' | 'admin-set' | 'admin-unset' | 'recalled';
  readonly operatorId: string;
  /** `custom`: the server's text. `banned`: the reason. */
  readonly text: string;
  /** `banned`: seconds. */
  readonly duration?: number;
  /**
   * `recalled`: the messages that are recalled. `id` is present only when the SDK names it; match by `seq` and `fromId`
   * otherwise.
   */
  readonly recalled?: readonly {
    readonly id?: string;
    readonly seq: number;
    readonly fromId: string;
    readonly reason: string;
  }[];
}

/** All that can arrive in a room, in the order of the service. */
export type ImInbound = ImMessage | ImGroupEvent | ImSystemNotice;

export type ImRole = 'owner' | 'admin' | 'member';

export interface ImGroup {
  readonly groupId: string;
  readonly name: string;
  readonly notification: string;
  readonly introduction: string;
  readonly ownerId: string;
  readonly allMuted: boolean;
  /** The role of the user who joined; `member` for a guest. */
  readonly role: ImRole;
  /** When this user's mute ends, unix ms; 0 when not muted; undefined when the service did not say. */
  readonly mutedUntil: number | undefined;
  /** The service refused the profile, as it does for some seconds after a join: only `groupId` is known. */
  readonly isIncomplete?: boolean;
}

export type ImOutgoing =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly priority: ImPriority;
      readonly cloudCustomData?: string;
      readonly mentions?: readonly string[];
    }
  | {
      readonly kind: 'custom';
      readonly data: string;
      readonly description?: string;
      readonly extension?: string;
      readonly priority: ImPriority;
      readonly cloudCustomData?: string;
    }
  | {
      readonly kind: 'face';
      readonly index: number;
      readonly data: string;
      readonly priority: ImPriority;
      readonly cloudCustomData?: string;
    };

/** The service's response to a message that it accepted. `text` is present when the service replaced the text. */
export interface ImSent {
  readonly id: string;
  readonly seq: number;
  readonly time: number;
  readonly text?: string;
}

/**
 * A message that is ready to be sent. Sending the same handle again cannot duplicate the message within the service's
 * five minutes.
 */
export interface ImSendHandle {
  readonly id: string;
  /**
   * Passed to `prepare` by the same user, it makes the same message again, also after a reload of the page.
   */
  readonly identity: string;
  send(): Promise<ImSent>;
}

export type ImConnection = 'connecting' | 'connected' | 'disconnected';
/** `logged-out`: the page, which logs in itself, has logged out. */
export type ImKickReason = 'another-page' | 'another-device' | 'signature-expired' | 'by-server' | 'logged-out';

/** Callbacks of the room. Called synchronously, but never from inside a method of the client. */
export interface ImListener {
  /** A batch of one to hundreds of items, in order. */
  onInbound(items: readonly ImInbound[]): void;
  /** Not debounced: it can flap, and the room has to debounce it. */
  onConnection(state: ImConnection): void;
  /** The service logged this user out. */
  onKicked(reason: ImKickReason): void;
  /** A group counter has a new value. */
  onCounter(key: string, value: number): void;
  /** The service replaced the text of a message after it was sent. */
  onModified(message: ImMessage): void;
  /** The service does not deliver the room any more, although the connection is healthy: it must be joined again. */
  onMembershipLost(error: ImError): void;
}

/** The versions of Tencent's SDK: tim-js-sdk 2.x, or @tencentcloud/chat 3.x. */
export type ImSdkVersion = 'v2' | 'v3';

export interface ImCredentials {
  readonly sdkAppId: number;
  /** Absent: a guest, who can only read. */
  readonly userId?: string;
  readonly userSig?: string;
  /** A proxy or the emulator; absent: the service itself. */
  readonly proxyServer?: string;
  readonly nick?: string;
  readonly avatar?: string;
  /** The application's plan has the history for new members: a login waits until the join can request it. */
  readonly history?: boolean;
  /** The SDK that logs in; absent: `v2`. Of no use where the page logs in. */
  readonly sdk?: ImSdkVersion;
}

/**
 * One connection of one user to one room. Every method rejects with an `ImError` and nothing else, and obeys its
 * signal. The order of calls is `login` → `join` → … → `leave` → `close`; after a kick or an expired signature, `login`
 * and `join` again.
 */
export interface ImClient {
  /**
   * Connects and logs in; without a userId it only connects. Logs a different user out first. Where the page logs in
   * itself it waits for that, and resolves to the user.
   */
  login(credentials: ImCredentials, signal: AbortSignal): Promise<ImUser | undefined>;
  /**
   * Always joins at the service, also when the SDK assumes a membership that the service no longer has. Logs in again
   * where the service refuses to end the old membership. The group is what the response says: the role of an admin and
   * the mute of this user may be missing, and `getGroup` and `getMutedUntil` read them.
   */
  join(groupId: string, signal: AbortSignal): Promise<ImGroup>;
  leave(): Promise<void>;
  /**
   * Throws `ImError` synchronously when no message can be made of the content. An `identity` that cannot be read is
   * ignored.
   */
  prepare(message: ImOutgoing, identity?: string): ImSendHandle;
  /**
   * Treats a message that the page has sent with the same SDK as received: the SDK does not report it. Throws a
   * `TypeError` when it is no message of this room. Absent where the page has no access to the SDK.
   */
  show?(message: unknown): void;
  /** `mutedUntil` is undefined where the service does not report it with the profile. */
  getGroup(): Promise<ImGroup>;
  /** When the mute of this user ends, unix ms; 0 when not muted. */
  getMutedUntil(): Promise<number>;
  getOnlineCount(): Promise<number>;
  /** Resolves to all counters. Rejects with `unsupported` when the application's plan has no counters. */
  getCounters(): Promise<Readonly<Record<string, number>>>;
  increaseCounter(key: string, by: number): Promise<number>;
  /** `seconds` 0 unmutes. Owner and admins only. */
  muteMember(userId: string, seconds: number): Promise<void>;
  muteAll(muted: boolean): Promise<void>;
  /** Kicks and keeps out for `seconds`. Rejects with `unsupported` when the plan has no bans. */
  banMember(userId: string, seconds: number, reason: string): Promise<void>;
  /** Recalls a message of this room by its sequence number. */
  recall(seq: number): Promise<void>;
  setNotification(text: string): Promise<void>;
  /** The owner only. */
  setIntroduction(text: string): Promise<void>;
  /** Leaves, logs out, closes the socket and frees everything. Idempotent; never rejects. */
  close(): Promise<void>;
}

export interface ImClientOptions {
  /** Milliseconds before the attempt `attempt` (from 0) to open a lost connection again. */
  readonly socketRetryDelay: (attempt: number) => number;
  /** How much longer than usual a slow network may take, 1 or more; grows with failed attempts. */
  readonly patience: () => number;
}

/** Makes a client. No socket is opened before `login`. */
export interface ImClientFactory {
  (listener: ImListener, options: ImClientOptions): ImClient;
  /**
   * Fetches and evaluates what the first login needs, while the token is not there yet. Never throws. `version`: as
   * `RoomOptions.sdk`; nothing is done for `auto`.
   */
  prepare?(version?: string): void;
}
