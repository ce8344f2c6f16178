import { retryImport } from '../../util/retry-import.js';
import { IM_ERROR_CODE, ImError } from '../im-error.js';

// The part of tim-js-sdk 2.27.6 that we use, as narrow types. The SDK's own d.ts says `any` nearly everywhere; what
// arrives is `unknown` here and is read field by field in tim-inbound.ts.

/** What the SDK's promises resolve to. */
export interface TimAnswer {
  readonly data?: unknown;
}

/** A message that the SDK made. It keeps its random number, by which the service knows a repeat. */
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
  setLogLevel(level: number): void;
  login(options: { userID: string; userSig: string }): Promise<TimAnswer>;
  logout(): Promise<TimAnswer>;
  joinGroup(options: { groupID: string; type: 'AVChatRoom' }): Promise<TimAnswer>;
  quitGroup(groupID: string): Promise<TimAnswer>;
  getGroupProfile(options: { groupID: string }): Promise<TimAnswer>;
  updateGroupProfile(options: {
    groupID: string;
    notification?: string;
    introduction?: string;
    muteAllMembers?: boolean;
  }): Promise<TimAnswer>;
  getGroupOnlineMemberCount(groupID: string): Promise<TimAnswer>;
  setGroupMemberMuteTime(options: { groupID: string; userID: string; muteTime: number }): Promise<TimAnswer>;
  deleteGroupMember(options: {
    groupID: string;
    userIDList: readonly string[];
    reason: string;
    duration: number;
  }): Promise<TimAnswer>;
  getGroupCounters(options: { groupID: string }): Promise<TimAnswer>;
  increaseGroupCounter(options: { groupID: string; key: string; value: number }): Promise<TimAnswer>;
  getGroupAttributes(options: { groupID: string; keyList: readonly string[] }): Promise<TimAnswer>;
  setGroupAttributes(options: {
    groupID: string;
    groupAttributes: Readonly<Record<string, string>>;
  }): Promise<TimAnswer>;
  getMyProfile(): Promise<TimAnswer>;
  updateMyProfile(options: { nick?: string; avatar?: string }): Promise<TimAnswer>;
  createTextMessage(options: TimMessageOptions): TimMessage;
  createTextAtMessage(options: TimMessageOptions): TimMessage;
  createCustomMessage(options: TimMessageOptions): TimMessage;
  createFaceMessage(options: TimMessageOptions): TimMessage;
  sendMessage(message: TimMessage): Promise<TimAnswer>;
  revokeMessage(message: object): Promise<TimAnswer>;
}

/** The SDK itself. `create` returns null for an application id that is not a number. */
export interface TimSdk {
  create(options: { SDKAppID: number; proxyServer?: string }): TimInstance | null;
}

/** Makes a fresh, independent SDK over the globals it is given. */
export type TimSdkFactory = (globals: object) => TimSdk;

/**
 * Fetches the SDK's chunk (130 kB gzipped) at the first call, once; after a failure a later call tries again.
 * Rejects with `ImError` sdkUnavailable.
 */
export async function loadTimSdk(): Promise<TimSdkFactory> {
  try {
    return (await retryImport(() => import('tim-js-sdk/tim-js.es.js'), 'default')) as TimSdkFactory;
  } catch (error) {
    throw new ImError(
      IM_ERROR_CODE.sdkUnavailable,
      'The code of Tencent IM (tim-sdk.js, beside our own file) could not be loaded.',
      error,
    );
  }
}
