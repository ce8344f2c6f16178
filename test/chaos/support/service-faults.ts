// The faults of a chaos run in the service, selected by a seeded random number. Those of the network are in
// network-faults.ts. Every lasting fault ends by itself, and all end with `stop`.
import type { EmulatedApp } from '../../../src/emulator/core/emulated-app.js';
import type { FaultRule } from '../../../src/emulator/core/faults.js';
import type { NetworkProxy } from './network-proxy.js';

/** What a fault can change. */
export interface FaultContext {
  readonly app: EmulatedApp;
  readonly groupId: string;
  readonly random: () => number;
  /** Any user, one in the room if there is one. */
  readonly randomUser: () => string;
  /** From now on messages need not be shown to this user, until the user has joined again. */
  readonly removed: (user: string) => void;
  /** Pairs of messages get one sequence number from now on, until the returned function is called. */
  readonly repeatSeqs: () => () => void;
  /** The status of the token endpoint; 0: correct responses. */
  readonly setTokenStatus: (status: number) => void;
  readonly setOffline: (on: boolean) => Promise<void>;
  /** The network between the page and the service. */
  readonly network: NetworkProxy;
}

export type Fault = (context: FaultContext, user: string, later: (ms: number, end: () => void) => void) => void;

export const between = ({ random }: FaultContext, low: number, high: number): number =>
  Math.round(low + random() * (high - low));
const oneOf = <T>({ random }: FaultContext, ...choices: readonly T[]): T =>
  choices[Math.floor(random() * choices.length)] as T;

function rule(
  make: (context: FaultContext) => Omit<FaultRule, 'command'> & { readonly command: string },
  lastsMs = 4_000,
): Fault {
  return (context, _user, later) => {
    const id = context.app.faults.add(make(context));
    later(lastsMs, () => void context.app.faults.remove(id));
  };
}

/** Longest downtime of the service. */
const MAX_DOWN_MS = 4_000;

/** Name, relative frequency, effect. */
export type FaultEntry = readonly [name: string, weight: number, fault: Fault];

export const SERVICE_FAULTS: readonly FaultEntry[] = [
  ['a socket is cut', 6, ({ app }, userId) => void app.simulate.close({ userId })],
  ['all sockets are cut', 2, ({ app }) => void app.simulate.close()],
  ['a connection hangs', 2, ({ app }, userId) => void app.simulate.hang({ userId })],
  ['a connection is half open', 2, ({ app }, userId) => void app.simulate.halfOpen({ userId })],
  ['the service restarts', 2, (context) => context.app.simulate.restart({ downMs: between(context, 0, MAX_DOWN_MS) })],
  [
    'the service restarts and forgets',
    2,
    (context) => context.app.simulate.restart({ downMs: between(context, 0, MAX_DOWN_MS), keepMemberships: false }),
  ],
  ['a signature expires', 3, ({ app }, userId) => void app.simulate.expireSignature({ userId })],
  [
    'a login is ended',
    3,
    (context, user) => {
      context.removed(user);
      context.app.simulate.kick(user, oneOf(context, 'page', 'device', 'rest'));
    },
  ],
  [
    'a person is put out of the room',
    2,
    ({ app, groupId, removed }, user) => {
      removed(user);
      app.kickFromRoom(groupId, user);
    },
  ],
  [
    'a person is banned for a while',
    1,
    (context, user) => {
      context.removed(user);
      context.app.ban(context.groupId, user, 2, 'chaos');
    },
  ],
  ['a person is muted', 2, (context, user) => context.app.mute(context.groupId, user, between(context, 1, 3))],
  [
    'the room is muted',
    1,
    ({ app, groupId }, _user, later) => {
      app.changeRoom(groupId, { muteAll: true });
      later(1_000, () => app.changeRoom(groupId, { muteAll: false }));
    },
  ],
  [
    'the service asks for a pause',
    2,
    (context, userId) => void context.app.simulate.overload({ userId, delaySeconds: between(context, 1, 3) }),
  ],
  [
    'numbers come twice',
    1,
    ({ app, groupId, repeatSeqs }, _user, later) => {
      const end = repeatSeqs();
      app.simulate.sequence(groupId, { duplicate: 0.2 });
      later(2_000, () => {
        app.simulate.sequence(groupId);
        end();
      });
    },
  ],
  [
    'numbers come out of order',
    2,
    ({ app, groupId }, _user, later) => {
      app.simulate.sequence(groupId, { reorder: 0.4 });
      later(3_000, () => app.simulate.sequence(groupId));
    },
  ],
  [
    'messages are held back and leave together',
    2,
    ({ app, groupId }, _user, later) => {
      app.simulate.sequence(groupId, { batchSize: 12 });
      later(3_000, () => app.simulate.sequence(groupId));
    },
  ],
  ['a hundred and twenty texts come at once', 1, ({ app, groupId }) => app.simulate.batch(groupId, 120, 'burst')],
  ['the clock jumps', 1, (context) => context.app.simulate.jumpClock(between(context, -2_000, 2_000))],
  [
    'answers to sends are lost',
    3,
    rule(({ random }) => ({ command: 'send_group_msg', loseResponse: true, times: 1 + Math.floor(random() * 3) })),
  ],
  [
    'sends get no answer',
    3,
    rule(({ random }) => ({ command: 'send_group_msg', noResponse: true, times: 1 + Math.floor(random() * 2) })),
  ],
  [
    'sends are refused',
    3,
    rule((context) => ({
      command: 'send_group_msg',
      errorCode: oneOf(context, 10002, 10004, 10007, 10017, 20012, 80001, 80002, 6208, 70001),
      times: 2,
    })),
  ],
  ['sends end the connection', 2, rule(() => ({ command: 'send_group_msg', close: true, times: 1 }))],
  ['everything is slow', 2, rule(() => ({ command: '*', delayMs: 200, jitterMs: 1_200, probability: 0.6 }))],
  [
    'polls are refused',
    2,
    rule((context) => ({ command: 'get_msg', errorCode: oneOf(context, 10002, 10007, 60007), times: 3 })),
  ],
  ['polls go unanswered', 2, rule(() => ({ command: 'get_msg', noResponse: true, times: 1 }))],
  ['answers to polls are lost', 2, rule(() => ({ command: 'get_msg', loseResponse: true, times: 1 }))],
  ['polls end the connection', 2, rule(() => ({ command: 'get_msg', close: true, times: 3 }))],
  [
    'logins fail',
    2,
    rule((context) => ({
      command: 'wslogin',
      times: 2,
      ...oneOf<Partial<FaultRule>>(
        context,
        { errorCode: 70500 },
        { errorCode: 70001 },
        { close: true },
        { noResponse: true },
      ),
    })),
  ],
  [
    'joins fail',
    2,
    rule((context) => ({
      command: 'apply_join_group',
      times: 2,
      ...oneOf<Partial<FaultRule>>(
        context,
        { errorCode: 10002 },
        { errorCode: 10007 },
        { close: true },
        { loseResponse: true },
      ),
    })),
  ],
  ['profiles cannot be read', 1, rule(() => ({ command: 'get_group_self_member_info', errorCode: 10002, times: 3 }))],
  [
    'tokens cannot be had',
    2,
    (context, _user, later) => {
      context.setTokenStatus(oneOf(context, 429, 500, 503));
      later(2_500, () => context.setTokenStatus(0));
    },
  ],
  [
    'the browser is offline',
    1,
    (context, _user, later) => {
      void context.setOffline(true);
      later(between(context, 500, 2_500), () => void context.setOffline(false));
    },
  ],
];

/** Injects random faults until `stop` is called. */
export class FaultSchedule {
  readonly counts = new Map<string, number>();
  readonly #timers = new Map<ReturnType<typeof setTimeout>, () => void>();
  readonly #total: number;

  constructor(
    private readonly context: FaultContext,
    private readonly faults: readonly FaultEntry[],
  ) {
    this.#total = faults.reduce((sum, [, weight]) => sum + weight, 0);
  }

  /** Injects one fault and returns its name. */
  injectNext(): string {
    const user = this.context.randomUser();
    let lot = this.context.random() * this.#total;
    const drawn = this.faults.find(([, weight]) => (lot -= weight) < 0);
    if (!drawn) return '';
    const [name, , fault] = drawn;
    fault(this.context, user, (ms, end) => {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        end();
      }, ms);
      this.#timers.set(timer, end);
    });
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
    return `${name} (${user})`;
  }

  /** Ends all lasting faults. */
  async stop(): Promise<void> {
    const { app, groupId, setOffline, setTokenStatus, network } = this.context;
    for (const [timer, end] of this.#timers) {
      clearTimeout(timer);
      end();
    }
    this.#timers.clear();
    app.faults.clear();
    app.simulate.sequence(groupId);
    network.set();
    setTokenStatus(0);
    await setOffline(false);
  }
}
