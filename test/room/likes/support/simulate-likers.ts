// A room with many liking users, simulated in seconds instead of hours: their rate control is the real one, the service
// follows its rules (40 messages per second, lowest priority dropped first, delivery by polls some time later). All
// random numbers come from one seed.

import { LikeRateController, counterInterval } from '../../../../src/room/likes/like-rate-controller.js';
import { MAX_LIKES_PER_MESSAGE } from '../../../../src/protocol/limits.js';
import { LikeTrafficEstimator } from '../../../../src/room/likes/like-traffic.js';
import { seeded } from '../../../support/seeded.js';

const STEP_MS = 250;
const ROOM_MESSAGES_PER_SECOND = 40;
/** Delays of delivery: polls of 0.3 s and more, and the network. */
const DELAYS_MS = [250, 500, 500, 750, 750, 1_000, 1_250, 2_000];

export interface LikersPlan {
  readonly likers: number;
  /** Users in the room; default: all of them like. */
  readonly audience?: number;
  readonly seconds: number;
  /** Of each user, while liking. */
  readonly tapsPerSecond: number;
  /** All start within this time, default 1 s. */
  readonly beginWithinS?: number;
  /** This number of users starts at this second instead. */
  readonly late?: { readonly likers: number; readonly atS: number };
  /** Each user likes for this time, default: to the end. */
  readonly likeForS?: number;
  /** Texts and other messages, which the service prefers. */
  readonly otherPerSecond?: number;
  readonly counter?: boolean;
  readonly seed?: number;
}

export interface LikersReport {
  /** Like messages sent to the service, by second. */
  readonly sentPerSecond: readonly number[];
  /** Those that it dropped. */
  readonly dropped: number;
  readonly likes: number;
  /** Likes in messages that were delivered. */
  readonly received: number;
  /** The age of the total that a viewer without the counter sees, in seconds, at the end of each second of liking. */
  readonly lagS: readonly number[];
  readonly counterCallsPerSecond: readonly number[];
  readonly counterLagS: readonly number[];
  /** Messages by user; the late ones come first. */
  readonly sentByLiker: Readonly<Uint32Array>;
}

/** The second at which the room had sent as many likes as are known now; `given` increases with time. */
function ageOf(given: readonly number[], known: number, stepS: number): number {
  let index = given.length - 1;
  while (index > 0 && (given[index] ?? 0) > known) index--;
  return (given.length - 1 - index) * stepS;
}

/** Runs the simulation of `plan`. */
export function simulateLikers(plan: LikersPlan): LikersReport {
  const {
    likers,
    audience = likers,
    seconds,
    tapsPerSecond,
    beginWithinS = 1,
    likeForS = seconds,
    late,
    otherPerSecond = 0,
    counter = false,
    seed = 1,
  } = plan;
  const random = seeded(seed);
  const receivers = DELAYS_MS.map((delay) => ({
    delay,
    traffic: new LikeTrafficEstimator(),
    waiting: [] as { at: number; user: string }[],
  }));
  const paces = Array.from(
    { length: likers },
    (_, index) => new LikeRateController((receivers[index % receivers.length] ?? receivers[0])!.traffic, random),
  );
  const begins = Float64Array.from(
    { length: likers },
    (_, index) => (random() * beginWithinS + (late && index < late.likers ? late.atS : 0)) * 1000,
  );
  const unsent = new Float64Array(likers);
  const uncounted = new Float64Array(likers);
  const sentByLiker = new Uint32Array(likers);
  const countAt = new Float64Array(likers).fill(-1);
  const sentPerSecond: number[] = [];
  const counterCallsPerSecond: number[] = [];
  const lagS: number[] = [];
  const counterLagS: number[] = [];
  const given: number[] = [];
  let likes = 0;
  let received = 0;
  let counted = 0;
  let dropped = 0;

  for (let now = 0; now < seconds * 1000; now += STEP_MS) {
    const second = Math.floor(now / 1000);
    if (now % 1000 === 0) {
      sentPerSecond.push(0);
      counterCallsPerSecond.push(0);
    }
    for (const { waiting, traffic } of receivers) {
      while (waiting[0] && waiting[0].at <= now) traffic.record(now, waiting.shift()!.user);
    }
    const room = {
      audience,
      messagesPerSecond: Math.min(otherPerSecond + (sentPerSecond[second - 1] ?? 0), ROOM_MESSAGES_PER_SECOND),
    };
    // The order in which the service receives the users is random.
    const first = Math.floor(random() * likers);
    for (let turn = 0; turn < likers; turn++) {
      const index = (first + turn) % likers;
      const pace = paces[index]!;
      const begin = begins[index]!;
      if (now >= begin && now < begin + likeForS * 1000) {
        const share = (tapsPerSecond * STEP_MS) / 1000;
        const taps = Math.floor(share) + (random() < share % 1 ? 1 : 0);
        if (taps > 0) {
          if (unsent[index] === 0) pace.start(now, room);
          if (counter && uncounted[index] === 0 && countAt[index]! <= now)
            countAt[index] = now + random() * counterInterval(pace.likers, random);
          unsent[index]! += taps;
          uncounted[index]! += taps;
          likes += taps;
        }
      }
      if (unsent[index]! > 0 && pace.isDue(now, room)) {
        pace.sent(now);
        sentByLiker[index]!++;
        const count = Math.min(unsent[index]!, MAX_LIKES_PER_MESSAGE);
        unsent[index]! -= count;
        const place = sentPerSecond[second]!++;
        if (place < ROOM_MESSAGES_PER_SECOND - otherPerSecond) {
          received += count;
          for (const { delay, waiting } of receivers) waiting.push({ at: now + delay, user: String(index) });
        } else dropped++;
      }
      if (counter && uncounted[index]! > 0 && now >= countAt[index]!) {
        counted += uncounted[index]!;
        uncounted[index] = 0;
        countAt[index] = now + counterInterval(pace.likers, random);
        counterCallsPerSecond[second]!++;
      }
    }
    given.push(likes);
    if (now % 1000 === 1000 - STEP_MS && second < likeForS) {
      lagS.push(ageOf(given, received, STEP_MS / 1000));
      if (counter) counterLagS.push(ageOf(given, counted, STEP_MS / 1000));
    }
  }
  return { sentPerSecond, dropped, likes, received, lagS, counterCallsPerSecond, counterLagS, sentByLiker };
}
