// The HTTP controls of the emulator, for tests in a browser, scripts and curl.
import type { EmulatedApp } from './emulated-app.js';
import { Fields, isJsonObject } from './fields.js';
import { parsePriority } from './downlink/user-message.js';
import type { FaultRule } from './faults.js';

/** The response to a control request. */
export interface ControlResponse {
  readonly status: number;
  readonly body: unknown;
}

type Action = (app: EmulatedApp, fields: Fields) => unknown;

const sendOptions = (fields: Fields) => ({
  from: fields.optionalString('from'),
  priority: parsePriority(fields.get('priority')),
  cloudCustomData: fields.optionalString('cloudCustomData') ?? '',
});
const number = (fields: Fields, key: string): number | undefined => {
  const value = fields.get(key);
  if (value !== undefined && (typeof value !== 'number' || !Number.isFinite(value)))
    throw new TypeError(`${key} must be a number.`);
  return value;
};
const flag = (fields: Fields, key: string, fallback: boolean): boolean => {
  const value = fields.get(key);
  if (value !== undefined && typeof value !== 'boolean') throw new TypeError(`${key} must be true or false.`);
  return value ?? fallback;
};
const target = (fields: Fields) => ({ userId: fields.optionalString('userId') });

/** The actions of `POST /emulator/do` and `POST /emulator/faults`, by the field `do` of the body. */
const ACTIONS: Readonly<Record<string, Action>> = {
  // actions of the application
  createRoom: (app, f) =>
    app.createRoom(f.string('groupId'), {
      owner: f.optionalString('owner'),
      name: f.optionalString('name'),
      notification: f.optionalString('notification'),
      introduction: f.optionalString('introduction'),
    }),
  changeRoom: (app, f) =>
    app.changeRoom(f.string('groupId'), {
      name: f.optionalString('name'),
      notification: f.optionalString('notification'),
      introduction: f.optionalString('introduction'),
      muteAll: f.has('muteAll') ? flag(f, 'muteAll', false) : undefined,
    }),
  dismissRoom: (app, f) => app.dismissRoom(f.string('groupId')),
  setProfile: (app, f) =>
    app.setProfile(f.string('userId'), { nick: f.optionalString('nick'), avatar: f.optionalString('avatar') }),
  sendText: (app, f) => app.sendText(f.string('groupId'), f.string('text'), sendOptions(f)),
  sendCustom: (app, f) => app.sendCustom(f.string('groupId'), f.get('data'), sendOptions(f)),
  sendFace: (app, f) =>
    app.sendFace(f.string('groupId'), f.integer('index'), f.optionalString('data') ?? '', sendOptions(f)),
  sendC2cText: (app, f) => {
    const from = f.optionalString('from');
    app.sendC2cText(f.string('userId'), f.string('text'), from === undefined ? {} : { from });
  },
  sendNotice: (app, f) => app.sendNotice(f.string('groupId'), f.string('text')),
  join: (app, f) => app.join(f.string('groupId'), f.string('userId')),
  leave: (app, f) => app.leave(f.string('groupId'), f.string('userId')),
  mute: (app, f) => app.mute(f.string('groupId'), f.string('userId'), f.integer('seconds')),
  muteAll: (app, f) => app.changeRoom(f.string('groupId'), { muteAll: flag(f, 'on', true) }),
  ban: (app, f) => app.ban(f.string('groupId'), f.string('userId'), f.integer('seconds'), f.optionalString('reason')),
  unban: (app, f) => app.unban(f.string('groupId'), f.string('userId')),
  kickFromRoom: (app, f) => app.kickFromRoom(f.string('groupId'), f.string('userId')),
  setAdmin: (app, f) => app.setAdmin(f.string('groupId'), f.string('userId'), flag(f, 'on', true)),
  recall: (app, f) => ({ code: app.recall(f.string('groupId'), f.integer('seq'), f.optionalString('reason')) }),
  // starts a crowd or changes its rate; 0 stops it
  crowd: (app, f) => {
    const groupId = f.string('groupId');
    const perSecond = number(f, 'perSecond') ?? 10;
    const running = app.crowdIn(groupId);
    if (perSecond === 0) running?.stop();
    else if (running) running.setRate(perSecond);
    else
      app.crowd({
        groupId,
        perSecond,
        seed: number(f, 'seed'),
        viewers: number(f, 'viewers'),
        likes: number(f, 'likes'),
        gifts: number(f, 'gifts'),
        turnover: number(f, 'turnover'),
        unlimited: flag(f, 'unlimited', true),
      });
  },
  burst: (app, f) => app.crowdIn(f.string('groupId'))?.burst(number(f, 'perSecond') ?? 200, number(f, 'seconds') ?? 10),
  // faults
  fault: (app, f) => ({ id: app.faults.add(f.raw as unknown as FaultRule) }),
  clearFaults: (app) => app.faults.clear(),
  close: (app, f) => ({ hit: app.simulate.close(target(f)) }),
  hang: (app, f) => ({ hit: app.simulate.hang({ ...target(f), on: flag(f, 'on', true) }) }),
  halfOpen: (app, f) => ({ hit: app.simulate.halfOpen({ ...target(f), on: flag(f, 'on', true) }) }),
  restart: (app, f) =>
    app.simulate.restart({ downMs: number(f, 'downMs') ?? 0, keepMemberships: flag(f, 'keepMemberships', true) }),
  dropMembership: (app, f) => ({ hit: app.simulate.dropMembership(f.string('groupId'), target(f)) }),
  expirePositions: (app, f) => app.simulate.expirePositions(f.string('groupId')),
  expireSignature: (app, f) => ({ hit: app.simulate.expireSignature(target(f)) }),
  kick: (app, f) => ({ hit: app.simulate.kick(f.string('userId'), kickReason(f.optionalString('reason'))) }),
  overload: (app, f) => ({
    hit: app.simulate.overload({
      ...target(f),
      command: f.optionalString('command') ?? 'group_open_http_svc.send_group_msg',
      delaySeconds: number(f, 'delaySeconds') ?? 2,
    }),
  }),
  sequence: (app, f) =>
    app.simulate.sequence(f.string('groupId'), {
      duplicate: number(f, 'duplicate') ?? 0,
      reorder: number(f, 'reorder') ?? 0,
      batchSize: number(f, 'batchSize') ?? 1,
    }),
  batch: (app, f) =>
    app.simulate.batch(f.string('groupId'), number(f, 'count') ?? 200, f.optionalString('text') ?? 'batch'),
  repeat: (app, f) => ({
    hit: app.simulate.repeat(f.string('groupId'), { ...target(f), count: number(f, 'count') ?? 20 }),
  }),
  jumpClock: (app, f) => app.simulate.jumpClock(f.integer('ms')),
};

function kickReason(reason = 'rest'): 'page' | 'device' | 'rest' {
  if (reason !== 'page' && reason !== 'device' && reason !== 'rest')
    throw new TypeError('reason must be page, device or rest.');
  return reason;
}

/** Handles a request under /emulator. Rejects with TypeError for a malformed request. */
export async function runControl(
  app: EmulatedApp,
  method: string,
  path: string,
  query: Readonly<Record<string, string>>,
  bodyText: string,
): Promise<ControlResponse> {
  switch (`${method} ${path}`) {
    case 'GET /emulator/requests':
      return ok({
        counts: app.requests.counts(),
        requests: app.requests.list({ command: query['command'], userId: query['userId'], groupId: query['groupId'] }),
      });
    case 'DELETE /emulator/requests':
      return ok(app.requests.clear());
    case 'GET /emulator/room':
      return ok(app.room(query['groupId'] ?? '') ?? null);
    case 'GET /emulator/faults':
      return ok(app.faults.list());
    case 'DELETE /emulator/faults':
      return ok(query['id'] === undefined ? app.faults.clear() : { removed: app.faults.remove(Number(query['id'])) });
    case 'POST /emulator/faults':
    case 'POST /emulator/do':
      return act(app, bodyText, path.endsWith('faults') ? 'fault' : undefined);
    default:
      return {
        status: 404,
        body: {
          error:
            'Controls: GET|DELETE /emulator/requests, GET /emulator/room?groupId=, ' +
            'GET|POST|DELETE /emulator/faults, POST /emulator/do',
        },
      };
  }
}

async function act(app: EmulatedApp, bodyText: string, defaultAction: string | undefined): Promise<ControlResponse> {
  let body: unknown;
  try {
    body = JSON.parse(bodyText);
  } catch {
    throw new TypeError('The body must be valid JSON.');
  }
  if (!isJsonObject(body)) throw new TypeError('The body must be a JSON object.');
  const name = body['do'] ?? defaultAction;
  const action = typeof name === 'string' && Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (!action) throw new TypeError(`"do" must be one of: ${Object.keys(ACTIONS).join(', ')}.`);
  try {
    return ok(await action(app, new Fields(body)));
  } catch (error) {
    if (error instanceof Error && error.name === 'ServiceError')
      return { status: 409, body: { error: error.message, code: (error as Error & { code?: unknown }).code } };
    throw error;
  }
}

function ok(body: unknown): ControlResponse {
  return { status: 200, body: body ?? { done: true } };
}
