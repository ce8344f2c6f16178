/** One person asks the counter at least this seldom; the SDK itself allows 20 calls in 5 seconds. */
const SHORTEST_MS = 2_000;
/** Longer, and people would be gone before their likes are counted. */
const LONGEST_MS = 120_000;
/** Calls a second that all likers together may make: as many as Tencent allows one REST command. */
const CALLS_PER_SECOND = 200;

/** How long, in ms, one of `likers` waits between two steps of the room's counter; a quarter more or less by chance. */
export function counterInterval(likers: number, random: () => number): number {
  const share = (likers / CALLS_PER_SECOND) * 1000;
  return Math.min(Math.max(share, SHORTEST_MS), LONGEST_MS) * (0.75 + random() / 2);
}
