// The part of Tencent's SDK that we use, as narrow types; 2.x and 3.x have the same. The SDK's own declarations are
// `any` nearly everywhere; here data that arrives is `unknown`, and tim-inbound.ts reads it field by field.
import { createSdkSandbox, type SdkSandbox } from './sdk-sandbox.js';

/** What the SDK's promises resolve to. */
export interface TimResponse {
  readonly data?: unknown;
}

/** A message that the SDK made. It keeps its random number, by which the service recognises a repeat. */
export interface TimMessage {
  readonly ID: string;
}

interface TimMessageOptions {
  readonly to: string;
  readonly conversationType: 'GROUP';
  readonly priority: string;
  readonly payload: object;
  readonly cloudCustomData?: string;
}

/** One SDK instance. Any method may throw synchronously, and any may reject with `{code, message}`. */
export interface TimInstance {
  on(event: string, handler: (event: { readonly data?: unknown }) => void): void;
  off(event: string, handler: (event: { readonly data?: unknown }) => void): void;
  setLogLevel(level: number): void;
  login(options: { userID: string; userSig: string }): Promise<TimResponse>;
  logout(): Promise<TimResponse>;
  joinGroup(options: { groupID: string; type: string }): Promise<TimResponse>;
  quitGroup(groupID: string): Promise<TimResponse>;
  getGroupProfile(options: { groupID: string }): Promise<TimResponse>;
  updateGroupProfile(options: {
    groupID: string;
    notification?: string;
    introduction?: string;
    muteAllMembers?: boolean;
  }): Promise<TimResponse>;
  getGroupMemberProfile(options: { groupID: string; userIDList: readonly string[] }): Promise<TimResponse>;
  getGroupOnlineMemberCount(groupID: string): Promise<TimResponse>;
  setGroupMemberMuteTime(options: { groupID: string; userID: string; muteTime: number }): Promise<TimResponse>;
  deleteGroupMember(options: {
    groupID: string;
    userIDList: readonly string[];
    reason: string;
    duration: number;
  }): Promise<TimResponse>;
  callExperimentalAPI(name: 'isCommercialAbilityEnabled', bits: number): Promise<TimResponse>;
  getGroupCounters(options: { groupID: string }): Promise<TimResponse>;
  increaseGroupCounter(options: { groupID: string; key: string; value: number }): Promise<TimResponse>;
  getMyProfile(): Promise<TimResponse>;
  updateMyProfile(options: { nick?: string; avatar?: string }): Promise<TimResponse>;
  createTextMessage(options: TimMessageOptions): TimMessage;
  createTextAtMessage(options: TimMessageOptions): TimMessage;
  createCustomMessage(options: TimMessageOptions): TimMessage;
  createFaceMessage(options: TimMessageOptions): TimMessage;
  sendMessage(message: TimMessage): Promise<TimResponse>;
  revokeMessage(message: object): Promise<TimResponse>;
}

/** The SDK itself. `create` returns null for an application id that is not a number. */
export interface TimSdk {
  create(options: { SDKAppID: number; proxyServer?: string }): TimInstance | null;
}

/** Makes a new, independent SDK that uses the given globals. */
export type TimSdkFactory = (globals: object) => TimSdk;

/** One version of the SDK, ready to be used in a sandbox. */
export interface SandboxedSdk {
  readonly create: TimSdkFactory;
  /** The hosts to which it may open a socket: `wss://host`, or `wss://*.domain`. */
  readonly origins: readonly string[];
}

/** A copy of the SDK in a sandbox, evaluated, before it is known who logs in. */
export interface SdkCopy {
  readonly version: SandboxedSdk;
  readonly sdk: TimSdk;
  readonly sandbox: SdkSandbox;
}

/** Evaluates the SDK, which takes tens of milliseconds. Throws what the SDK throws. */
export function createSdkCopy(version: SandboxedSdk): SdkCopy {
  const sandbox = createSdkSandbox();
  return { version, sdk: version.create(sandbox.globals), sandbox };
}
