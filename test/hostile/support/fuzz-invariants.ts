// The rules that hold in every fuzz run, as sentences and as code. run-fuzz.ts collects the observations: it alternates
// fuzzing, in which everything is hostile, with quiet periods, in which the service, the network and the token endpoint
// are correct again and what the page shows is compared with what was sent.
import { heapGrowth } from '../../chaos/support/heap-growth.js';
import type { ChatObservation } from './end-to-end-page.js';

/** What was observed in one quiet period. */
export interface QuietPeriod {
  readonly number: number;
  /** Ms until every chat was joined again; undefined: not within the deadline. */
  readonly joinedAfterMs: number | undefined;
  /** Ms until a new message was shown; undefined: not within the deadline. */
  readonly receivedAfterMs: number | undefined;
  /** Texts that an ordinary member sent in this period. */
  readonly expected: readonly string[];
  readonly chats: readonly ChatObservation[];
  /** Own messages of the fuzzing before whose result is still unknown. */
  readonly pending: readonly string[];
  /** Scripts, markup, requests, dialogs, console output and exceptions that must not occur. */
  readonly findings: readonly string[];
  /** Of the page, after a garbage collection. */
  readonly heapMB: number;
  readonly nodes: number;
  readonly listeners: number;
}

export interface FuzzInvariant {
  readonly sentence: string;
  check(periods: readonly QuietPeriod[]): readonly string[];
}

/** Announcements with this text come from members without the right to announce. */
export const FORGED_ANNOUNCEMENT = 'forged announcement';
/** User ids of hostile members begin with this. */
export const HOSTILE_USERS = 'eve';
/** A page that is joined receives again within this time, and a page that is not joined joins again within it. */
export const RECOVERY_MS = 60_000;
/** Growth is judged from this number of quiet periods on. */
const MIN_SAMPLES = 9;
const MAX_GROWTH = 1.25;
/** Rows that are being replaced, and the nodes of one chat that was just restarted. */
const NODES_SLACK = 3_000;
const LISTENERS_SLACK = 300;
/** All chats of the page with as many rows as they keep have 33,000. */
const MAX_NODES = 45_000;

const each =
  (find: (quiet: QuietPeriod) => readonly string[]) =>
  (periods: readonly QuietPeriod[]): readonly string[] =>
    periods.flatMap((quiet) => find(quiet).map((found) => `quiet period ${quiet.number}: ${found}`));

export const FUZZ_INVARIANTS: readonly FuzzInvariant[] = [
  {
    sentence: 'Every page is joined again within 60 s after the fuzzing.',
    check: each(({ joinedAfterMs, chats }) =>
      joinedAfterMs === undefined ? [`the chats are ${chats.map(({ status }) => status).join(', ')}`] : [],
    ),
  },
  {
    sentence: 'No page is joined for more than 60 s without receiving what is sent.',
    check: each(({ joinedAfterMs, receivedAfterMs }) =>
      joinedAfterMs !== undefined && receivedAfterMs === undefined ? ['a joined page receives nothing'] : [],
    ),
  },
  {
    sentence: 'Every message that is sent while a page is joined is shown once.',
    check: each(({ expected, chats }) =>
      chats.flatMap(({ counts }, chat) =>
        counts.flatMap((count, index) =>
          count === 1 ? [] : [`chat ${chat} shows "${expected[index]}" ${count} times`],
        ),
      ),
    ),
  },
  {
    sentence: 'No message is in the buffer twice under one id.',
    check: each(({ chats }) =>
      chats.flatMap(({ repeatedIds }, chat) => (repeatedIds > 0 ? [`chat ${chat} repeats ${repeatedIds} ids`] : [])),
    ),
  },
  {
    sentence: 'Every own message is reported as sent, failed or refused.',
    check: each(({ pending }) => pending.map((text) => `"${text}" has no result`)),
  },
  {
    sentence: 'A member without rights gets no role, announces nothing and retracts nothing.',
    check: each(({ chats }) =>
      chats.flatMap(({ roles, announcement }) => [
        ...roles,
        ...(announcement.includes(FORGED_ANNOUNCEMENT) ? [`announced: ${announcement}`] : []),
      ]),
    ),
  },
  {
    sentence:
      'No script runs, no request goes to a host that was not named, no exception is unhandled, and the page outside of the elements is unchanged.',
    check: each(({ findings }) => findings),
  },
  {
    sentence: 'The page does not grow.',
    check: (periods) => {
      if (periods.length < MIN_SAMPLES) return [];
      return [
        ...heapGrowth(periods.map(({ heapMB }) => heapMB)),
        ...growth(
          'nodes',
          NODES_SLACK,
          periods.map(({ nodes }) => nodes),
        ),
        ...growth(
          'listeners',
          LISTENERS_SLACK,
          periods.map(({ listeners }) => listeners),
        ),
      ];
    },
  },
  {
    sentence: 'The page has no more nodes than full chats need.',
    check: each(({ nodes }) => (nodes > MAX_NODES ? [`${nodes} nodes`] : [])),
  },
];

/** The sentence of each broken invariant with what was observed. */
export function checkFuzzInvariants(periods: readonly QuietPeriod[]): readonly string[] {
  return FUZZ_INVARIANTS.flatMap(({ sentence, check }) => check(periods).map((found) => `${sentence} ${found}`));
}

/**
 * Compares the least of the first and of the last third: a chat fills with rows until it is full or restarted, and what
 * it leaves behind after a restart stays in the least number, too.
 */
function growth(what: string, slack: number, samples: readonly number[]): readonly string[] {
  const third = Math.floor(samples.length / 3);
  const [first, last] = [Math.min(...samples.slice(0, third)), Math.min(...samples.slice(-third))];
  return last <= first * MAX_GROWTH + slack ? [] : [`the ${what} grew from ${first} to ${last}`];
}
