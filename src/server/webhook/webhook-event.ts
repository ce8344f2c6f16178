// The events of the webhook, in our own terms. Every field comes from the service; the texts inside a message come from
// a user and are untrusted.
import type { MessageElement } from '../rest/message-commands.js';

interface WebhookEventBase {
  /** Tencent's name, such as `Group.CallbackBeforeSendMsg`. */
  readonly command: string;
  /** Network address of the user's device, as the service saw it. */
  readonly clientAddress: string;
  /**
   * `RESTAPI`, `Web`, `Android`, `iOS`, `Windows`, `Mac`, `iPad` or `Unknown`, as the service writes it: Tencent's pages
   * also name `macOS`, and `IOS` in `State.StateChange`.
   */
  readonly platform: string;
  /** Unix ms; 0 when the service gave none. */
  readonly time: number;
  /** All fields of the request's body. */
  readonly raw: ReadonlyMap<string, unknown>;
}

interface GroupEventBase extends WebhookEventBase {
  readonly groupId: string;
  readonly groupType: string;
}

/** A message in a group. */
export interface MessageEvent extends GroupEventBase {
  /** The sender. */
  readonly userId: string;
  /** Who made the call; differs from `userId` when the REST API sends in the name of a user. */
  readonly operatorId: string;
  /** Chosen by the sender's client; a repeat of the same message has the same. */
  readonly random: number;
  readonly body: readonly MessageElement[];
  readonly cloudCustomData: string;
}
/** Group.CallbackBeforeSendMsg: may be refused, dropped or changed. */
export type BeforeSendEvent = MessageEvent;
/**
 * Group.CallbackAfterSendMsg: the message is sent. Not called for messages that the service drops above 40 per second.
 */
export interface AfterSendEvent extends MessageEvent {
  readonly seq: number;
}
/** Group.CallbackSendMsgException. */
export interface SendFailedEvent extends MessageEvent {
  readonly errorCode: number;
  readonly errorInfo: string;
}
/** Group.CallbackBeforeApplyJoinGroup: may be refused. */
export interface BeforeJoinEvent extends GroupEventBase {
  readonly userId: string;
}
/** Group.CallbackAfterNewMemberJoin, Group.CallbackAfterMemberExit. */
export interface MembersEvent extends GroupEventBase {
  readonly userIds: readonly string[];
  readonly operatorId: string;
  /** `Apply`, `Invited`, `Quit` or `Kicked`. */
  readonly reason: string;
}
/** Group.CallbackOnMemberStateChange: a user's connection to a live room was lost or restored (after 20 s). */
export interface MemberStateEvent extends GroupEventBase {
  readonly userIds: readonly string[];
  readonly isOnline: boolean;
}
/**
 * Group.CallbackAfterCreateGroup, Group.CallbackAfterGroupDestroyed, Group.CallbackAfterGroupInfoChanged; details in
 * `raw`.
 */
export interface GroupEvent extends GroupEventBase {
  readonly operatorId: string;
}
/** State.StateChange. */
export interface StateEvent extends WebhookEventBase {
  readonly userId: string;
  readonly action: 'Login' | 'Logout' | 'Disconnect' | (string & {});
  readonly reason: string;
}
/** Any other command. */
export type OtherEvent = WebhookEventBase;

/** The names of listeners and the events they receive. */
export interface WebhookEvents {
  beforeSend: BeforeSendEvent;
  afterSend: AfterSendEvent;
  sendFailed: SendFailedEvent;
  beforeJoin: BeforeJoinEvent;
  joined: MembersEvent;
  left: MembersEvent;
  memberState: MemberStateEvent;
  groupCreated: GroupEvent;
  groupDestroyed: GroupEvent;
  groupChanged: GroupEvent;
  state: StateEvent;
  other: OtherEvent;
}
