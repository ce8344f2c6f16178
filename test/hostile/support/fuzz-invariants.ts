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

/** What a page uses whose elements are new and joined, after a garbage collection. */
export interface PageUse {
  readonly nodes: number;
  readonly listeners: number;
}

export interface FuzzObservations {
  readonly periods: readonly QuietPeriod[];
  /** With the first and with the last elements of the run; undefined when they did not join. */
  readonly first?: PageUse | undefined;
  readonly last?: PageUse | undefined;
  /** Comments of ordinary width that were still on the danmaku layers long after the last message. */
  readonly remainingComments?: number;
}

export interface FuzzInvariant {
  readonly sentence: string;
  check(observations: FuzzObservations): readonly string[];
}

/** Announcements with this text come from members without the right to announce. */
export const FORGED_ANNOUNCEMENT = 'forged announcement';
/** User ids of hostile members begin with this. */
export const HOSTILE_USERS = 'eve';
/** A page that is joined receives again within this time, and a page that is not joined joins again within it. */
export const RECOVERY_MS = 60_000;
/** How many messages the chats of a run keep: few, so that rows are removed all the time. */
export const KEPT_MESSAGES = 100;
/** Growth of the heap is judged from this number of quiet periods on. */
const MIN_SAMPLES = 9;
/** Pages with new elements differ by a few rows, with a picture or without. */
const NODES_SLACK = 100;
/** A page whose elements were replaced ten times and leave one listener each would have ten more. */
const LISTENERS_SLACK = 4;
/** All chats of the page with as many rows as they keep, and the comments of the last seconds. */
const MAX_NODES = 14_000;

const each =
  (find: (quiet: QuietPeriod) => readonly string[]) =>
  ({ periods }: FuzzObservations): readonly string[] =>
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
    sentence: 'A message is dispatched once, and a retracted message does not come back.',
    check: each(({ chats }) =>
      chats.flatMap(({ repeatedEvents, returned }, chat) => [
        ...repeatedEvents.map((text) => `chat ${chat} dispatched "${text}" again`),
        ...returned.map((text) => `chat ${chat} shows "${text}" again`),
      ]),
    ),
  },
  {
    sentence: 'A chat has no more rows than messages.',
    check: each(({ chats }) =>
      chats.flatMap(({ rows, messages }, chat) =>
        rows > messages ? [`chat ${chat} has ${rows} rows for ${messages} messages`] : [],
      ),
    ),
  },
  {
    sentence: 'The heap of the page does not grow.',
    check: ({ periods }) => (periods.length < MIN_SAMPLES ? [] : heapGrowth(periods.map(({ heapMB }) => heapMB))),
  },
  {
    sentence: 'Elements that are removed leave no nodes and no listeners.',
    check: ({ first, last }) =>
      first && last
        ? [
            ...more('nodes', first.nodes, last.nodes, NODES_SLACK),
            ...more('listeners', first.listeners, last.listeners, LISTENERS_SLACK),
          ]
        : [],
  },
  {
    sentence: 'Every comment leaves its danmaku layer.',
    check: ({ remainingComments = 0 }) => (remainingComments > 0 ? [`${remainingComments} remain`] : []),
  },
  {
    sentence: 'The page has no more nodes than full chats need.',
    check: each(({ nodes }) => (nodes > MAX_NODES ? [`${nodes} nodes`] : [])),
  },
];

/** The sentence of each broken invariant with what was observed. */
export function checkFuzzInvariants(observations: FuzzObservations): readonly string[] {
  return FUZZ_INVARIANTS.flatMap(({ sentence, check }) => check(observations).map((found) => `${sentence} ${found}`));
}

function more(what: string, first: number, last: number, slack: number): readonly string[] {
  return last <= first + slack ? [] : [`the first page had ${first} ${what}, the last one ${last}`];
}
