// The faults of a chaos run: each is one line of what goes wrong at the service, drawn by a seeded chance; those of the
// line to it
// are in network-faults.ts. Everything that lasts is ended by itself, and all of it by `calm`.
import type { EmulatedApp } from '../../../src/emulator/core/emulated-app.js';
import type { FaultRule } from '../../../src/emulator/core/faults.js';
import type { WireProxy } from './network-proxy.js';

/** What a fault may touch. */
export interface Scene {
  readonly app: EmulatedApp;
  readonly groupId: string;
  readonly random: () => number;
  /** Somebody, in the room if anybody is. */
  readonly someone: () => string;
  /** From now on this person is not owed anything until they are back. */
  readonly putOut: (user: string) => void;
  /** Two messages get one number from now on; the result ends that. */
  readonly numbersTwice: () => () => void;
  /** The token endpoint answers so for a while; 0: properly. */
  readonly tokens: (status: number) => void;
  readonly offline: (on: boolean) => Promise<void>;
  /** The line between the page and the service. */
  readonly wire: WireProxy;
}

export type Fault = (scene: Scene, user: string, later: (ms: number, end: () => void) => void) => void;

export const between = ({ random }: Scene, low: number, high: number): number =>
  Math.round(low + random() * (high - low));
const oneOf = <T>({ random }: Scene, ...choices: readonly T[]): T =>
  choices[Math.floor(random() * choices.length)] as T;

function rule(
  make: (scene: Scene) => Omit<FaultRule, 'command'> & { readonly command: string },
  lastsMs = 4_000,
): Fault {
  return (scene, _user, later) => {
    const id = scene.app.faults.add(make(scene));
    later(lastsMs, () => void scene.app.faults.remove(id));
  };
}

/** Longest pause of a service that goes away. */
const MAX_DOWN_MS = 4_000;

/** Name, how often it is drawn, what it does. */
export type FaultEntry = readonly [name: string, weight: number, fault: Fault];

export const SERVICE_FAULTS: readonly FaultEntry[] = [
  ['a socket is cut', 6, ({ app }, userId) => void app.simulate.close({ userId })],
  ['all sockets are cut', 2, ({ app }) => void app.simulate.close()],
  ['a connection hangs', 2, ({ app }, userId) => void app.simulate.hang({ userId })],
  ['a connection is half open', 2, ({ app }, userId) => void app.simulate.halfOpen({ userId })],
  ['the service restarts', 2, (scene) => scene.app.simulate.restart({ downMs: between(scene, 0, MAX_DOWN_MS) })],
  [
    'the service restarts and forgets',
    2,
    (scene) => scene.app.simulate.restart({ downMs: between(scene, 0, MAX_DOWN_MS), keepMemberships: false }),
  ],
  ['a signature expires', 3, ({ app }, userId) => void app.simulate.expireSignature({ userId })],
  [
    'a login is ended',
    3,
    (scene, user) => {
      scene.putOut(user);
      scene.app.simulate.kick(user, oneOf(scene, 'page', 'device', 'rest'));
    },
  ],
  [
    'a person is put out of the room',
    2,
    ({ app, groupId, putOut }, user) => {
      putOut(user);
      app.kickFromRoom(groupId, user);
    },
  ],
  [
    'a person is banned for a while',
    1,
    (scene, user) => {
      scene.putOut(user);
      scene.app.ban(scene.groupId, user, 2, 'chaos');
    },
  ],
  ['a person is muted', 2, (scene, user) => scene.app.mute(scene.groupId, user, between(scene, 1, 3))],
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
    (scene, userId) => void scene.app.simulate.overload({ userId, delaySeconds: between(scene, 1, 3) }),
  ],
  [
    'numbers come twice',
    1,
    ({ app, groupId, numbersTwice }, _user, later) => {
      const end = numbersTwice();
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
  ['a hundred and twenty texts come at once', 1, ({ app, groupId }) => app.simulate.batch(groupId, 120, 'storm')],
  ['the clock jumps', 1, (scene) => scene.app.simulate.jumpClock(between(scene, -2_000, 2_000))],
  [
    'answers to sends are lost',
    3,
    rule(({ random }) => ({ command: 'send_group_msg', loseResponse: true, times: 1 + Math.floor(random() * 3) })),
  ],
  [
    'sends are swallowed',
    3,
    rule(({ random }) => ({ command: 'send_group_msg', noResponse: true, times: 1 + Math.floor(random() * 2) })),
  ],
  [
    'sends are refused',
    3,
    rule((scene) => ({
      command: 'send_group_msg',
      errorCode: oneOf(scene, 10002, 10004, 10007, 10017, 20012, 80001, 80002, 6208, 70001),
      times: 2,
    })),
  ],
  ['sends end the connection', 2, rule(() => ({ command: 'send_group_msg', close: true, times: 1 }))],
  ['everything is slow', 2, rule(() => ({ command: '*', delayMs: 200, jitterMs: 1_200, probability: 0.6 }))],
  [
    'polls are refused',
    2,
    rule((scene) => ({ command: 'get_msg', errorCode: oneOf(scene, 10002, 10007, 60007), times: 3 })),
  ],
  ['polls go unanswered', 2, rule(() => ({ command: 'get_msg', noResponse: true, times: 1 }))],
  ['answers to polls are lost', 2, rule(() => ({ command: 'get_msg', loseResponse: true, times: 1 }))],
  ['polls end the connection', 2, rule(() => ({ command: 'get_msg', close: true, times: 3 }))],
  [
    'logins fail',
    2,
    rule((scene) => ({
      command: 'wslogin',
      times: 2,
      ...oneOf<Partial<FaultRule>>(
        scene,
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
    rule((scene) => ({
      command: 'apply_join_group',
      times: 2,
      ...oneOf<Partial<FaultRule>>(
        scene,
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
    (scene, _user, later) => {
      scene.tokens(oneOf(scene, 429, 500, 503));
      later(2_500, () => scene.tokens(0));
    },
  ],
  [
    'the browser is offline',
    1,
    (scene, _user, later) => {
      void scene.offline(true);
      later(between(scene, 500, 2_500), () => void scene.offline(false));
    },
  ],
];

/** Draws faults until `calm` is called. */
export class Weather {
  readonly counts = new Map<string, number>();
  readonly #timers = new Map<ReturnType<typeof setTimeout>, () => void>();
  readonly #total: number;

  constructor(
    private readonly scene: Scene,
    private readonly faults: readonly FaultEntry[],
  ) {
    this.#total = faults.reduce((sum, [, weight]) => sum + weight, 0);
  }

  /** One fault now; its name. */
  strike(): string {
    const user = this.scene.someone();
    let lot = this.scene.random() * this.#total;
    const drawn = this.faults.find(([, weight]) => (lot -= weight) < 0);
    if (!drawn) return '';
    const [name, , fault] = drawn;
    fault(this.scene, user, (ms, end) => {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        end();
      }, ms);
      this.#timers.set(timer, end);
    });
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
    return `${name} (${user})`;
  }

  /** Ends everything that lasts. */
  async calm(): Promise<void> {
    const { app, groupId, offline, tokens, wire } = this.scene;
    for (const [timer, end] of this.#timers) {
      clearTimeout(timer);
      end();
    }
    this.#timers.clear();
    app.faults.clear();
    app.simulate.sequence(groupId);
    wire.set();
    tokens(0);
    await offline(false);
  }
}
