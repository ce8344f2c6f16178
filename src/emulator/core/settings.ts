/** The published test key of the emulator, for tests and demos only. It is not the key of a real application. */
export const EMULATOR_TEST_KEY = 'emulator-test-key-opens-no-real-application-0000000000000000000';

/**
 * A set of settings. `lenient` answers open questions about Tencent's service in the way that is convenient for a page;
 * `strict` in the least favourable plausible way.
 */
export type Profile = 'strict' | 'lenient';

/** The plan of an application, which decides its paid features. */
export type Plan = 'trial' | 'pro' | 'ultimate';

/**
 * Settings of the emulated service. Times are in milliseconds unless the name states another unit. Each comment names
 * its source: a page of Tencent's documentation (by its title, or its number at cloud.tencent.com/document/product), a
 * place in the SDK's code, or a guess.
 */
export interface Settings {
  readonly sdkAppId: number;
  /**
   * Administrators of the application, who may call the REST API. Tencent's default is `administrator` alone ("Live
   * Streaming Room Setup").
   */
  readonly administrators: readonly string[];
  /** Joining an unknown room creates it. False: the join is refused with 10010, as at Tencent ("Error Codes"). */
  readonly autoCreateGroups: boolean;
  /**
   * How rooms deliver events: in responses to polls or as push frames. tim-js-sdk 2.27.6 polls if the response to the
   * join has a `LongPollingKey`.
   */
  readonly delivery: 'poll' | 'push';
  /** Pause between two polls of a client. tim-js-sdk 2.27.6: `DEFAULT_POLLING_INTERVAL`, 300. */
  readonly pollMs: number;
  /** How long an idle poll is held: a guess. The SDK asks for 90 s (`HoldTime`) and gives up after 15 s. */
  readonly holdMs: number;
  /** Number of events of a room that are kept for late polls: a guess. */
  readonly keptMessages: number;
  /**
   * A room delivers at most so many messages per second, and drops the lowest priority first. Tencent: 40 (269/9346).
   */
  readonly messagesPerSecond: number;
  /** A room sends at most so many join and leave tips per second and drops the rest: a guess. */
  readonly tipsPerSecond: number;
  /** Messages that arrive within so many ms compete by priority while the room is at its limit: a guess. */
  readonly rateWindowMs: number;
  /** Maximum size of a message in bytes. Tencent: 12 KB (269/9346); other pages ("Use Limits") state 8,000 bytes. */
  readonly maxMessageBytes: number;
  /** A message with the Random of an earlier one of its sender within this time is a duplicate. 5 min (269/1629). */
  readonly deduplicateMs: number;
  /** Number of messages in the history for new members. 0: none, Tencent's default; maximum 20 (269/77764). */
  readonly historyCount: number;
  /** Maximum age of the history. Tencent: 24 h (269/77764). */
  readonly historyMs: number;
  /** How long a user stays in the room after the connection broke: a guess; Tencent states a minute at most. */
  readonly graceMs: number;
  /** The same after the page was closed (WebSocket close code 1001), long enough for a reload: a guess. */
  readonly pageCloseGraceMs: number;
  /**
   * After a connection was lost for so long, the webhook Group.CallbackOnMemberStateChange reports it. Tencent: more
   * than 20 s (webhook pages, 1047/34354 ff.).
   */
  readonly lostAfterMs: number;
  /**
   * A connection without incoming frames for so long is closed. Tencent: "about 60 seconds" ("State Change Callback",
   * Web). The SDK sends a frame at least every 10 s.
   */
  readonly silentMs: number;
  /** Maximum age of the online count in get_online_member_num; 10 s at Tencent (269/49180). 0: exact. */
  readonly onlineCountLagMs: number;
  /** Joining a second room leaves the first, as at Tencent (269/77764). */
  readonly oneRoomPerUser: boolean;
  /** A quit by the owner of the room is refused with 10009, as at Tencent ("Group System"). Logging out works. */
  readonly ownerMayNotQuit: boolean;
  /** Maximum number of simultaneous web logins of a user; a further login kicks the oldest. Tencent: 1 (269/75295). */
  readonly instancesPerUser: number;
  /** Requests of a login with an expired UserSig are refused with 70001: tim-js-sdk 2.27.6, `onErrorCodeNotZero`. */
  readonly expireOnline: boolean;
  /** Plan of the application. History, member list, ban and counters need `ultimate` (269/9346). */
  readonly plan: Plan;
  /**
   * Tips of mutes, mute-all, ends of bans and administrators. Tencent's documentation ("Group System", differences in
   * message capabilities): mutes and mute-all are off by default in live groups. The other two are a guess.
   */
  readonly moderationTips: boolean;
  /** Tips of changed name, introduction, notification and picture. On by default at Tencent (same table). */
  readonly profileTips: boolean;
  /** A recall of an older message is refused with 10031. Tencent: 1 h for live groups; "Error Codes" states 2 min. */
  readonly recallMs: number;
  /** Messages with one of these texts are refused with 80001 ("Error Codes"). */
  readonly dirtyWords: readonly string[];
  /** If the webhook does not respond, the message is delivered (Tencent's default, 1047/34354) or refused: 80003. */
  readonly webhookFailure: 'deliver' | 'refuse';
  /**
   * The profile of a live group is available to users who are not members. False: 10007. Deduced from tim-js-sdk
   * 2.27.6, whose `guardForAVChatRoom` reads the profile of a group that was not joined.
   */
  readonly profileForOutsiders: boolean;
  /**
   * After a join the profile is refused with 10007 for so many ms. Deduced from `_silentlyGetGroupProfile` in
   * `@tencentcloud/chat` 3.6.6, which retries after 3 s for this code. The time is a guess.
   */
  readonly profileLagMs: number;
  /**
   * Profiles and member lists contain only the fields that ResponseFilter and MemberInfoFilter request, as documented
   * for the REST API. tim-js-sdk 2.27.6 does not request `ShutUpUntil` with the profile.
   */
  readonly honourFilters: boolean;
  /**
   * A quit by a user who is not a member is refused with 10007, of an unknown group with 10010, and by the owner always
   * with 10009. Deduced from `quitGroup` in `@tencentcloud/chat` 3.6.6, which ignores such errors for live groups.
   */
  readonly refuseOutsiderQuit: boolean;
  /**
   * The login response contains the paid features. False: the SDK requests them 1 to 3 s after the login, as
   * `CommercialConfigModule` of tim-js-sdk 2.27.6 does if they are missing.
   */
  readonly purchaseBitsAtLogin: boolean;
  /** Bans are switched on in Tencent's console. False: 10007, as documented for ban_group_member. */
  readonly banSwitch: boolean;
  /**
   * Frames above this size are compressed (`COMP` and a zlib stream) for clients that request it, which the SDK does.
   * The threshold is a guess. Not in a page: it has no socket
   * between the SDK and the emulator, and compression of a page is asynchronous.
   */
  readonly compressAboveBytes: number;
  /**
   * The SDK sends telemetry, as with Tencent's default configuration: to the emulator, and to Tencent's host while the
   * connection is lost. The elements block the latter.
   */
  readonly telemetry: boolean;
  /**
   * A poll with a valid key makes a user or guest unknown to this process a member again. False: 10007, for guests
   * 70402. A guess; the change log of Tencent's web SDK (2.9.2) names 70402 for polls of guests.
   */
  readonly pollRestoresMembership: boolean;
  /**
   * A poll at a position that the room has not reached, or whose events it does not keep any more, is refused with
   * 10007. False: it continues with the events that there are. A guess; Tencent's change log (2.7.6, 2.7.7) reports
   * polls that delivered nothing after a long loss.
   */
  readonly refuseUnknownPositions: boolean;
  /**
   * A new login of a user keeps the rooms of earlier logins. False: it leaves them. Tencent documents the latter for
   * users who join a second room on another device ("Live Streaming Room Setup"); for a login it is a guess.
   */
  readonly loginKeepsMembership: boolean;
  /**
   * Messages compete by priority within `rateWindowMs` or over a whole second. Tencent's documentation of the limit of
   * 40 messages only states that higher priorities are delivered first.
   */
  readonly ratePeriod: 'window' | 'second';
  /** A user's further logins within a minute are refused with 70114. Tencent documents the code, not the number. */
  readonly maxLoginsPerMinute: number;
  /** With `autoCreateGroups`, joining a dismissed room creates it again. False: 10010, as at Tencent. */
  readonly recreateDismissed: boolean;
}

/** The settings of the `lenient` profile. */
export const LENIENT_SETTINGS: Settings = {
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
  moderationTips: true,
  profileTips: true,
  recallMs: 3_600_000,
  dirtyWords: [],
  webhookFailure: 'deliver',
  profileForOutsiders: false,
  profileLagMs: 0,
  honourFilters: false,
  refuseOutsiderQuit: false,
  purchaseBitsAtLogin: true,
  banSwitch: true,
  compressAboveBytes: Infinity,
  telemetry: false,
  pollRestoresMembership: true,
  refuseUnknownPositions: false,
  loginKeepsMembership: true,
  ratePeriod: 'window',
  maxLoginsPerMinute: Infinity,
  recreateDismissed: true,
};

/** The settings of the `strict` profile. */
export const STRICT_SETTINGS: Settings = {
  ...LENIENT_SETTINGS,
  // Older pages of Tencent's documentation state 8,000 bytes and 2 minutes.
  maxMessageBytes: 8000,
  recallMs: 120_000,
  // The documented granularity of get_online_member_num.
  onlineCountLagMs: 10_000,
  moderationTips: false,
  profileForOutsiders: true,
  profileLagMs: 1500,
  honourFilters: true,
  refuseOutsiderQuit: true,
  purchaseBitsAtLogin: false,
  banSwitch: false,
  compressAboveBytes: 1024,
  telemetry: true,
  pollRestoresMembership: false,
  refuseUnknownPositions: true,
  loginKeepsMembership: false,
  ratePeriod: 'second',
  maxLoginsPerMinute: 10,
  recreateDismissed: false,
};

/** The profile that is used if none is given. */
const DEFAULT_PROFILE: Profile = 'strict';

/** The settings of a profile with the given changes; ignores undefined values and keys that are not settings. */
export function createSettings(options: Partial<Settings> & { readonly profile?: Profile | undefined }): Settings {
  const given = Object.entries(options).filter(
    ([key, value]) => Object.hasOwn(LENIENT_SETTINGS, key) && value !== undefined,
  );
  const base = (options.profile ?? DEFAULT_PROFILE) === 'strict' ? STRICT_SETTINGS : LENIENT_SETTINGS;
  return { ...base, ...(Object.fromEntries(given) as Partial<Settings>) };
}
