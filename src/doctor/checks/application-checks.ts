// The application itself: network, key, administrator, accounts, login, clock, plan.
import { codeOf, CONSOLE, PLAN } from '../advice.js';
import type { Check } from '../check.js';
import { type DoctorRun, USER_IDS } from '../doctor-run.js';

/** Above this the signatures of webhooks are refused; Tencent recommends the number. */
const MAX_CLOCK_OFFSET_MS = 60_000;
/** The service tells whole seconds, and the response takes time. */
const SAME_MS = 2_000;
const SOCKET_MS = 12_000;
/** The SDK asks for the paid features 1 to 3 s after the login, if the login's response does not name them. */
const PLAN_MS = 5_000;
const EXPIRED = 70001;
const NOT_ADMINISTRATOR = 60010;
/** Paid features by their bit, counted from the end. */
const FEATURES = new Map([
  [2, 'history'],
  [6, 'member list'],
  [11, 'bans'],
  [15, 'counters'],
]);

/** Any request of the REST API; resolves with its error, or undefined. */
async function restError(run: DoctorRun): Promise<Error | undefined> {
  try {
    await run.rest.getGroupInfo([run.groupId]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function duration(ms: number): string {
  const seconds = Math.abs(ms) / 1000;
  if (seconds < 120) return `${seconds.toFixed(1)} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} minutes`;
  return seconds < 172_800 ? `${(seconds / 3_600).toFixed(1)} hours` : `${Math.round(seconds / 86_400)} days`;
}

export const APPLICATION_CHECKS: readonly Check[] = [
  {
    id: 'network',
    title: 'Connection to the REST API',
    async run(run) {
      const startedAt = performance.now();
      const error = await restError(run);
      if (error && codeOf(error) < 0) throw error;
      return { status: 'pass', result: `A response after ${Math.round(performance.now() - startedAt)} ms.` };
    },
  },
  {
    id: 'key',
    title: 'Key and SDKAppID',
    needs: ['network'],
    async run(run) {
      // With a wrong clock everything else would fail, too: sign by the service's time, and report the clock below.
      const { clockOffsetMs: offset = 0 } = run.observations;
      if (Math.abs(offset) > MAX_CLOCK_OFFSET_MS) {
        run.clockCorrectionMs = offset;
        run.resetRest();
      }
      const error = await restError(run);
      run.isExpired = codeOf(error) === EXPIRED;
      if (error && codeOf(error) !== NOT_ADMINISTRATOR) throw error;
      return { status: 'pass', result: 'The service accepts a signature made with the key.' };
    },
  },
  {
    id: 'administrator',
    title: 'Administrator account',
    needs: ['key'],
    async run(run) {
      const error = await restError(run);
      if (error) throw error;
      return {
        status: 'pass',
        result: `${run.options.identifier ?? 'administrator'} may call the REST API.`,
        meaning: 'The server kit can send, moderate and count.',
      };
    },
  },
  {
    id: 'accounts',
    title: 'Test accounts',
    needs: ['administrator'],
    async run(run) {
      for (const userId of Object.values(USER_IDS)) await run.rest.accountImport(userId);
      return { status: 'pass', result: `${Object.values(USER_IDS).join(', ')} exist.` };
    },
  },
  {
    id: 'socket',
    title: 'Connection by WebSocket',
    async run(run) {
      const startedAt = performance.now();
      const guest = run.connect('guest', '');
      const isOpen = await guest.waitFor(() => guest.frames.hosts.size > 0, SOCKET_MS);
      if (!isOpen)
        return {
          status: 'fail',
          result: `No connection within ${SOCKET_MS / 1000} s.`,
          meaning: 'From this network no page can connect, either.',
          advice:
            'Let WebSockets (wss, port 443) to *.im.qcloud.com, *.tim.qq.com and *.my-imcloud.com pass the ' +
            'firewall or proxy, and list them in connect-src of your Content Security Policy.',
        };
      const host = [...guest.frames.hosts].join(', ');
      return { status: 'pass', result: `${host} after ${Math.round(performance.now() - startedAt)} ms.` };
    },
  },
  {
    id: 'login',
    title: 'Login with the SDK',
    needs: ['key', 'socket'],
    async run(run) {
      const startedAt = performance.now();
      for (const [name, userId] of Object.entries(USER_IDS)) {
        const user = run.connect(name, userId);
        await user.login(await run.sign(userId));
        const ownTime = (run.options.now ?? Date.now)();
        const request = user.frames.answered('wslogin').at(-1);
        const serviceTime = request?.body?.number('TimeStamp') ?? 0;
        const age = performance.now() - (request?.answeredAt ?? performance.now());
        if (serviceTime > 0) run.recordServiceTime(serviceTime, ownTime - age);
      }
      const ms = Math.round((performance.now() - startedAt) / Object.keys(USER_IDS).length);
      return { status: 'pass', result: `3 users logged in, ${ms} ms each.` };
    },
  },
  {
    id: 'clock',
    title: 'Clock of this machine',
    needs: ['network'],
    run(run) {
      const { clockOffsetMs: offset } = run.observations;
      const advice = 'Set the clock of the machine that signs, and keep it right with NTP.';
      if (run.isExpired)
        return Promise.resolve({
          status: 'fail',
          result: 'A signature made now has expired for the service.',
          meaning: 'The clock is more than a day behind, so every UserSig has expired when it is made.',
          advice,
        });
      if (offset === undefined)
        return Promise.resolve({
          status: 'fail',
          result: 'The service did not tell its time.',
          meaning: 'The clock could not be compared.',
          advice: 'Compare the clock of this machine with a time server.',
        });
      const result = `${duration(offset)} ${offset > 0 ? 'behind' : 'ahead of'} the service.`;
      if (Math.abs(offset) < SAME_MS)
        return Promise.resolve({ status: 'pass', result: 'The same as that of the service.' });
      if (Math.abs(offset) <= MAX_CLOCK_OFFSET_MS) return Promise.resolve({ status: 'pass', result });
      return Promise.resolve({
        status: 'fail',
        result,
        meaning:
          'A UserSig that is made here can be refused or expires too early, and signed webhook calls are refused ' +
          '(60 s).',
        advice,
      });
    },
  },
  {
    id: 'plan',
    title: 'Features of the plan',
    needs: ['login'],
    async run(run) {
      const ana = run.user('ana');
      await ana.waitFor(() => ana.frames.purchaseBits() !== undefined, PLAN_MS);
      const known = ana.frames.purchaseBits();
      if (!known)
        return {
          status: 'off',
          result: 'The service did not tell the paid features.',
          meaning: 'History, counters and bans are not available.',
          advice: `Compare the plan: ${CONSOLE.basic}.`,
        };
      run.observations.purchaseBits = known.bits;
      run.observations.purchaseBitsAtLogin = known.isFromLogin;
      const has = (bit: number) => known.bits.at(-1 - bit) === '1';
      const missing = [...FEATURES].filter(([bit]) => !has(bit)).map(([, name]) => name);
      const present = [...FEATURES].filter(([bit]) => has(bit)).map(([, name]) => name);
      const when = known.isFromLogin ? 'with the login' : 'some seconds after the login';
      if (missing.length === 0)
        return { status: 'pass', result: `${present.join(', ')}.`, meaning: `Pages know this ${when}.` };
      return {
        status: 'off',
        result: `Not included: ${missing.join(', ')}.`,
        meaning: 'The elements do not offer what the plan does not include.',
        advice: `${PLAN.advice} Places: ${CONSOLE.basic}; ${CONSOLE.groupFeatures}.`,
      };
    },
  },
];
