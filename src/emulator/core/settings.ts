/** The emulator's own key, known to everyone: for tests and demos only, it opens no real application. */
export const EMULATOR_TEST_KEY = 'emulator-test-key-opens-no-real-application-0000000000000000000';

// Every number of the emulated service, with the value the real one is documented to have where there is one.

/** The plans of an application: what it has paid for. */
export type Plan = 'trial' | 'pro' | 'ultimate';

/** The emulated service's numbers and switches. All times in milliseconds unless the name says otherwise. */
export interface Settings {
  readonly sdkAppId: number;
  /** Accounts that may use REST and act as the application. Tencent's default is one, `administrator`. */
  readonly administrators: readonly string[];
  /** A room that is joined but was not created comes to be. False: code 10010. */
  readonly autoCreateGroups: boolean;
  /** How rooms deliver: answers to polls (as the service does for web), or unsolicited frames. */
  readonly delivery: 'poll' | 'push';
  /** Pause between two polls of a client; the service's default is 300. */
  readonly pollMs: number;
  /** How long an idle poll is held. The SDK gives up at 15 s. */
  readonly holdMs: number;
  /** Messages of a room that are kept for late polls. */
  readonly keptMessages: number;
  /**
   * A room delivers at most so many messages a second; the rest is shed, lowest priority first. Tencent's limit is 40.
   */
  readonly messagesPerSecond: number;
  /** Join and leave tips a second of a room that are sent; the rest is left out. */
  readonly tipsPerSecond: number;
  /** Messages that arrive within so many ms compete by priority when the room is at its limit. */
  readonly rateWindowMs: number;
  /** Bytes of a whole message; Tencent's limit is 12 KB. */
  readonly maxMessageBytes: number;
  /** A repeated Random of the same sender within this time is a duplicate; Tencent's is 5 minutes. */
  readonly deduplicateMs: number;
  /** Messages that newcomers get; 0 switches history off, as it is at Tencent by default. Tencent's most is 20. */
  readonly historyCount: number;
  /** Age of history at most; Tencent's is 24 h. */
  readonly historyMs: number;
  /** A person whose connection broke is in the room for this long. */
  readonly graceMs: number;
  /** The same when the page was closed (WebSocket close code 1001): long enough for a reload. */
  readonly pageCloseGraceMs: number;
  /**
   * When a connection is gone for so long, the application hears of it (Group.CallbackOnMemberStateChange); Tencent's
   * is 20 s.
   */
  readonly lostAfterMs: number;
  /** A connection that says nothing for this long is dropped. The SDK says something at least every 10 s. */
  readonly silentMs: number;
  /** How old the online number of get_online_member_num may be; at Tencent 10 s or more. 0: exact. */
  readonly onlineCountLagMs: number;
  /** Joining a second room leaves the first, as at Tencent. */
  readonly oneRoomPerUser: boolean;
  /** A room's owner gets 10009 for quitting, as at Tencent; false lets the owner leave. Logging out always works. */
  readonly ownerMayNotQuit: boolean;
  /** Web logins of one person at a time; more kick the oldest. Tencent's default is 1. */
  readonly instancesPerUser: number;
  /** A login whose UserSig ends is told so (70001) at its next request. */
  readonly expireOnline: boolean;
  /** What the application has paid for: history, member list, ban and counters need `ultimate`. */
  readonly plan: Plan;
  /**
   * Tips for mute, mute-all and changes of a room's profile. Off by default at Tencent; on here, so that pages can be
   * seen to react.
   */
  readonly changeTips: boolean;
  /** A recall is refused when the message is older; Tencent's is 1 h. */
  readonly recallMs: number;
  /** Texts that are refused with 80001. */
  readonly dirtyWords: readonly string[];
  /**
   * What happens when the webhook gives no answer: the message is delivered (Tencent's default) or refused with 80003.
   */
  readonly webhookFailure: 'deliver' | 'refuse';
}

/** The defaults: Tencent's documented value where there is one. */
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
