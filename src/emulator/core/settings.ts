/** The published test key of the emulator, for tests and demos only. It is not the key of a real application. */
export const EMULATOR_TEST_KEY = 'emulator-test-key-opens-no-real-application-0000000000000000000';

/** The plan of an application, which decides its paid features. */
export type Plan = 'trial' | 'pro' | 'ultimate';

/** Settings of the emulated service. Times are in milliseconds unless the name states another unit. */
export interface Settings {
  readonly sdkAppId: number;
  /** Administrators of the application, who may call the REST API. Tencent's default is `administrator` alone. */
  readonly administrators: readonly string[];
  /** Joining an unknown room creates it. False: the join is refused with 10010, as at Tencent. */
  readonly autoCreateGroups: boolean;
  /** How rooms deliver events: in responses to polls, as Tencent does for the web SDK, or as push frames. */
  readonly delivery: 'poll' | 'push';
  /** Pause between two polls of a client. Tencent's default is 300. */
  readonly pollMs: number;
  /** How long an idle poll is held. The SDK gives up after 15 s. */
  readonly holdMs: number;
  /** Number of events of a room that are kept for late polls. */
  readonly keptMessages: number;
  /** A room delivers at most so many messages per second and drops the rest, lowest priority first. Tencent's is 40. */
  readonly messagesPerSecond: number;
  /** A room sends at most so many join and leave tips per second and drops the rest. */
  readonly tipsPerSecond: number;
  /** Messages that arrive within so many ms compete by priority while the room is at its limit. */
  readonly rateWindowMs: number;
  /** Maximum size of a message in bytes. Tencent's limit is 12 KB. */
  readonly maxMessageBytes: number;
  /** A message with the Random of an earlier message of its sender within this time is a duplicate. Tencent: 5 min. */
  readonly deduplicateMs: number;
  /** Number of messages in the history for new members. 0: none, Tencent's default. Tencent's maximum is 20. */
  readonly historyCount: number;
  /** Maximum age of the history. Tencent's is 24 h. */
  readonly historyMs: number;
  /** How long a user stays in the room after the connection broke. */
  readonly graceMs: number;
  /** The same after the page was closed (WebSocket close code 1001); long enough for a reload. */
  readonly pageCloseGraceMs: number;
  /**
   * After a connection was lost for so long, the webhook Group.CallbackOnMemberStateChange reports it. Tencent's is
   * 20 s.
   */
  readonly lostAfterMs: number;
  /** A connection without incoming frames for so long is closed. The SDK sends a frame at least every 10 s. */
  readonly silentMs: number;
  /** Maximum age of the online count in get_online_member_num; 10 s or more at Tencent. 0: exact. */
  readonly onlineCountLagMs: number;
  /** Joining a second room leaves the first, as at Tencent. */
  readonly oneRoomPerUser: boolean;
  /** A quit by the owner of the room is refused with 10009, as at Tencent. Logging out always works. */
  readonly ownerMayNotQuit: boolean;
  /** Maximum number of simultaneous web logins of a user; a further login kicks the oldest. Tencent's default is 1. */
  readonly instancesPerUser: number;
  /** Requests of a login with an expired UserSig are refused with 70001. */
  readonly expireOnline: boolean;
  /** Plan of the application. History, member list, ban and counters need `ultimate`. */
  readonly plan: Plan;
  /**
   * Tips for mute, mute-all and changes of a room's profile. Off by default at Tencent; on here, so that pages can be
   * seen to react.
   */
  readonly changeTips: boolean;
  /** A recall of an older message is refused with 10031. Tencent's is 1 h. */
  readonly recallMs: number;
  /** Messages with one of these texts are refused with 80001. */
  readonly dirtyWords: readonly string[];
  /** If the webhook does not respond, the message is delivered (Tencent's default) or refused with 80003. */
  readonly webhookFailure: 'deliver' | 'refuse';
}

/** The default settings: Tencent's documented value where there is one. */
export const DEFAULT_SETTINGS: Settings = {
  sdkAppId: 1400000001,
  administrators: ['administrator'],
  autoCreateGroups: true,
  delivery: 'poll',
  pollMs: 300,
  holdMs: 10_000,
  keptMessages: 2000,
  messagesPerSecond: 40,
  tipsPerSecond: 40,
  rateWindowMs: 50,
  maxMessageBytes: 12 * 1024,
  deduplicateMs: 5 * 60_000,
  historyCount: 0,
  historyMs: 24 * 3_600_000,
  graceMs: 30_000,
  pageCloseGraceMs: 3000,
  lostAfterMs: 20_000,
  silentMs: 60_000,
  onlineCountLagMs: 0,
  oneRoomPerUser: true,
  ownerMayNotQuit: true,
  instancesPerUser: 1,
  expireOnline: true,
  plan: 'ultimate',
  changeTips: true,
  recallMs: 3_600_000,
  dirtyWords: [],
  webhookFailure: 'deliver',
};
