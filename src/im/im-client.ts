// The port: what the room needs from an instant-messaging service, in our own words.
// No vocabulary of the SDK passes this file. Its only implementation is tim-client.ts.

/** Delivery priority. Under load the service sheds the lowest first. */
export type ImPriority = 'high' | 'normal' | 'low' | 'lowest';

/** The sender of a message, as the service vouches for it; never as the message's own text claims. */
export interface ImUser {
  readonly userId: string;
  readonly nick: string;
  /** As sent by a stranger: not yet checked. */
  readonly avatar: string;
}

interface ImMessageBase {
  /** The same for sender and receivers, stable across delivery paths. */
  readonly id: string;
  readonly groupId: string;
  readonly from: ImUser;
  /** Sent by this user, here or in another tab. */
  readonly isSelf: boolean;
  /** Position in the group; grows, may have gaps. 0 when the service gave none. */
  readonly seq: number;
  /** Unix time in milliseconds (the service's resolution is one second). */
  readonly time: number;
  readonly priority: ImPriority;
  /** The sender's extras: untrusted text, usually JSON or empty. */
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
  /** The text that follows in the same message: apps of 2018–20 sent chat so, behind a header. */
  readonly text?: string;
}
export interface ImFaceMessage extends ImMessageBase {
  readonly kind: 'face';
  readonly index: number;
  readonly data: string;
}
export type ImMessage = ImTextMessage | ImCustomMessage | ImFaceMessage;

/** Someone came or went, was muted, kicked or promoted, or the group's profile changed. */
export interface ImGroupEvent {
  readonly kind: 'tip';
  readonly id: string;
  readonly groupId: string;
  /** Position in the group, as of messages; absent when the service gave none. */
  readonly seq?: number;
  readonly time: number;
  readonly action:
    'joined' | 'left' | 'kicked' | 'admin-set' | 'admin-unset' | 'profile' | 'muted' | 'banned' | 'unbanned';
  readonly operatorId: string;
  /** Whom it is about; `mutedFor` in seconds (0: unmuted) for `muted`. */
  readonly users: readonly (ImUser & { readonly mutedFor?: number })[];
  /** Only for `profile`: what changed. */
  readonly profile?: Partial<Pick<ImGroup, 'name' | 'notification' | 'introduction' | 'ownerId' | 'allMuted'>>;
  /** Online members, when the tip carries it. */
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
   * `recalled`: the messages that are taken back. `id` is known only when the SDK names it; match by `seq` and `from`
   * otherwise.
   */
  readonly recalled?: readonly {
    readonly id?: string;
    readonly seq: number;
    readonly fromId: string;
    readonly reason: string;
  }[];
}

/** Everything that can arrive in a room, in the order in which the service gave it. */
export type ImInbound = ImMessage | ImGroupEvent | ImSystemNotice;

export type ImRole = 'owner' | 'admin' | 'member';

export interface ImGroup {
  readonly groupId: string;
  readonly name: string;
  readonly notification: string;
  readonly introduction: string;
  readonly ownerId: string;
  readonly allMuted: boolean;
  /** Of the user who joined; `member` for a guest. */
  readonly role: ImRole;
  /** Until when this user is muted, unix ms; 0 when not. */
  readonly mutedUntil: number;
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

/** What the service said of a message it took. `text` differs from what was sent when the service replaced it. */
export interface ImSent {
  readonly id: string;
  readonly seq: number;
  readonly time: number;
  readonly text?: string;
}

/**
 * A message that was handed over for sending. Sending the same handle again cannot double it within the service's five
 * minutes.
 */
export interface ImSendHandle {
  readonly id: string;
  /**
   * What makes it this message: given to `prepare`, by the same user, it makes the same message again, also in a page
   * that was reloaded.
   */
  readonly identity: string;
  send(): Promise<ImSent>;
}

export type ImConnection = 'connecting' | 'connected' | 'disconnected';
export type ImKickReason = 'another-page' | 'another-device' | 'signature-expired' | 'by-server';

/** What the room hears. Called synchronously, never while a method of the client is on the stack of the same turn. */
export interface ImListener {
  /** A batch: one to hundreds of items, in order. */
  onInbound(items: readonly ImInbound[]): void;
  /** Raw and flapping; the room debounces. */
  onConnection(state: ImConnection): void;
  /** The service logged this user out. */
  onKicked(reason: ImKickReason): void;
  /** A group counter has a new value. */
  onCounter(key: string, value: number): void;
  /** Group attributes changed; `attributes` is the full present set. */
  onAttributes(attributes: Readonly<Record<string, string>>): void;
  /** The service replaced the text of a message after it was sent. */
  onModified(message: ImMessage): void;
}

export interface ImCredentials {
  readonly sdkAppId: number;
  /** Absent: a guest, who reads only. */
  readonly userId?: string;
  readonly userSig?: string;
  /** A proxy or the emulator; absent: the service itself. */
  readonly proxyServer?: string;
  readonly nick?: string;
  readonly avatar?: string;
}

/**
 * One connection of one user to one room.
 * Every method rejects with an `ImError` and nothing else, and honours its signal. Life: `login` → `join` → … → `leave`
 * → `close`;
 * after a kick or a signature that expired, `login` and `join` again.
 */
export interface ImClient {
  /** Connects and signs in; without a userId only connects. Logs a different user out first. */
  login(credentials: ImCredentials, signal: AbortSignal): Promise<void>;
  /** Really joins: a membership that the SDK believes in, but the service has forgotten, is joined anew. */
  join(groupId: string, signal: AbortSignal): Promise<ImGroup>;
  leave(): Promise<void>;
  /**
   * Throws `ImError` synchronously when the content cannot be made into a message. An `identity` that cannot be read is
   * none.
   */
  prepare(message: ImOutgoing, identity?: string): ImSendHandle;
  getGroup(): Promise<ImGroup>;
  getOnlineCount(): Promise<number>;
  /** Rejects with code 3122 or 10059 where the application's plan has no counters. Resolves to all counters. */
  getCounters(): Promise<Readonly<Record<string, number>>>;
  increaseCounter(key: string, by: number): Promise<number>;
  getAttributes(): Promise<Readonly<Record<string, string>>>;
  setAttributes(attributes: Readonly<Record<string, string>>): Promise<void>;
  /** `seconds` 0 unmutes. Owner and admins only. */
  muteMember(userId: string, seconds: number): Promise<void>;
  muteAll(muted: boolean): Promise<void>;
  /** Kicks and keeps out for `seconds`. Rejects with 3122 where the plan has no bans. */
  banMember(userId: string, seconds: number, reason: string): Promise<void>;
  /** Takes back a message of this room by its position. */
  recall(seq: number): Promise<void>;
  setNotification(text: string): Promise<void>;
  /** The owner only. */
  setIntroduction(text: string): Promise<void>;
  /** Leaves, logs out, closes the socket and frees everything. Idempotent; never rejects. */
  close(): Promise<void>;
}

/** Makes a client. Nothing is fetched and no socket is opened before `login`. */
export type ImClientFactory = (listener: ImListener) => ImClient;
