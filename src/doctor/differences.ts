// Differences between the service as it was observed and the strict profile of the emulator, whose settings answer open
// questions about the service in the least favourable plausible way.
import { type Settings, STRICT_SETTINGS } from '../emulator/core/settings.js';
import type { Observations } from './doctor-run.js';

/** One setting of the emulator that the service answers differently. */
export interface Difference {
  /** Name of the emulator's setting. */
  readonly setting: keyof Settings;
  readonly strict: boolean | number;
  readonly observed: boolean | number;
  /** The observation in words. */
  readonly text: string;
}

/** Both are "older limit" and "newer limit" of Tencent's documents. */
const LONG_MESSAGE_BYTES = 8_100;
/** Profiles that are refused for less than this are not refused for a person. */
const LAG_TOLERANCE_MS = 1_000;

interface Comparison {
  readonly setting: keyof Settings;
  readonly observed: (seen: Observations) => boolean | number | undefined;
  readonly isSame?: (observed: boolean | number, strict: boolean | number) => boolean;
  readonly text: (observed: boolean | number) => string;
}

const either = (yes: string, no: string) => (observed: boolean | number) => (observed === true ? yes : no);

const COMPARISONS: readonly Comparison[] = [
  {
    setting: 'profileForOutsiders',
    observed: (seen) => seen.profileForOutsiders,
    text: either('users who are not in the room can read its profile', 'the profile is refused to users outside'),
  },
  {
    setting: 'profileLagMs',
    observed: (seen) => seen.profileLagMs,
    isSame: (observed, strict) => Math.abs(Number(observed) - Number(strict)) <= LAG_TOLERANCE_MS,
    text: (observed) =>
      `the profile is available ${observed === 0 ? 'at once' : `${Number(observed)} ms`} after a join`,
  },
  {
    setting: 'honourFilters',
    observed: (seen) => seen.honourFilters,
    text: either('the profile contains requested fields only', 'the profile contains the mute without a request'),
  },
  {
    setting: 'purchaseBitsAtLogin',
    observed: (seen) => seen.purchaseBitsAtLogin,
    text: either('the login names the paid features', 'the paid features come after the login'),
  },
  {
    setting: 'moderationTips',
    observed: (seen) => seen.moderationTips,
    text: either('mutes arrive as tips', 'mutes do not arrive as tips'),
  },
  {
    setting: 'profileTips',
    observed: (seen) => seen.profileTips,
    text: either('changes of the room arrive as tips', 'changes of the room do not arrive as tips'),
  },
  {
    setting: 'banSwitch',
    observed: (seen) => seen.banSwitch,
    text: either('bans are possible', 'bans are refused'),
  },
  {
    setting: 'loginKeepsMembership',
    observed: (seen) => seen.loginKeepsMembership,
    text: either('a second login keeps the membership', 'a second login takes the membership of the first'),
  },
  {
    setting: 'compressAboveBytes',
    observed: (seen) => (seen.compressed ? STRICT_SETTINGS.compressAboveBytes : seen.compressed),
    text: () => 'large frames are not compressed',
  },
  {
    setting: 'telemetry',
    observed: (seen) => seen.telemetry,
    text: either('the SDK sends telemetry', 'the configuration switches telemetry off'),
  },
  {
    setting: 'maxMessageBytes',
    observed: (seen) => seen.acceptsLongMessages && LONG_MESSAGE_BYTES,
    isSame: (observed, strict) => Number(observed) <= Number(strict),
    text: (observed) => `messages of ${Number(observed)} bytes are accepted`,
  },
];

/** The observed differences, in a fixed order; what was not observed is left out. */
export function differencesFromStrict(seen: Observations): Difference[] {
  return COMPARISONS.flatMap(({ setting, observed: read, text, isSame = (one, other) => one === other }) => {
    const observed = read(seen);
    const strict = STRICT_SETTINGS[setting] as boolean | number;
    if (observed === undefined || (setting === 'maxMessageBytes' && observed === false)) return [];
    return isSame(observed, strict) ? [] : [{ setting, strict, observed, text: text(observed) }];
  });
}
