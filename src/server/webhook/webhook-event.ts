// What the service tells a site's server, in our own words. Every field comes from the service; the texts inside a
// message come from a stranger.
import type { MessageElement } from '../rest/message-body.js';

interface WebhookEventBase {
  /** Tencent's name, such as `Group.CallbackBeforeSendMsg`. */
  readonly command: string;
  /** Address of the person's device, as the service saw it. */
  readonly clientAddress: string;
  /** `RESTAPI`, `Web`, `Android`, `iOS`, `Windows`, `Mac`, `iPad` or `Unknown`. */
  readonly platform: string;
  /** Unix ms; 0 when the service did not say. */
  readonly time: number;
  /** Everything, as it came. */
  readonly raw: ReadonlyMap<string, unknown>;
}

interface GroupEventBase extends WebhookEventBase {
  readonly groupId: string;
  readonly groupType: string;
}

/** A message in a group, as the webhook tells of it. */
export interface MessageEvent extends GroupEventBase {
  /** The sender. */
  readonly userId: string;
  /** Who asked for it; differs from `userId` when the REST API sends in somebody's name. */
  readonly operatorId: string;
  /** Chosen by the sender's client; the same for a repeat of the same message. */
  readonly random: number;
  readonly body: readonly MessageElement[];
  readonly cloudCustomData: string;
}
/** Group.CallbackBeforeSendMsg: may be refused, silenced or changed. */
export type BeforeSendEvent = MessageEvent;
/** Group.CallbackAfterSendMsg: on its way. Not told of messages that the 40 a second shed. */
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
/** Group.CallbackOnMemberStateChange: live rooms lost or found someone's connection (after 20 s). */
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

/** Names of listeners, and what each is told. */
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
