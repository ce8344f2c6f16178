// `GET|POST /api/crowd`: simulated viewers who send messages to a room of the emulator. At most one group per room and
// a few rooms; each stops after some time, so that a forgotten window does not keep the machine busy.
import { sendJson, sendProblem } from './respond.mjs';
import { readJson } from './read-json.mjs';

const RATES_PER_SECOND = [0, 1, 10, 40, 200];
const MAX_CROWDS = 4;
const MAX_KNOWN_ROOMS = 1000;
const CROWD_LIFETIME_MS = 30 * 60_000;
const SEED = 7; // the same messages at every start, so that screenshots can be compared
const GROUP_ID = /^[\x20-\x7e]{1,48}$/; // what Tencent accepts as a group id

/**
 * @param {undefined | { crowd(options: object): { setRate(perSecond: number): void, stop(): void } }} emulator
 * undefined with a real application, which gets no simulated viewers
 */
export function createCrowds(emulator) {
  const crowds = new Map();
  const chosen = new Set(); // rooms for which a rate was chosen, including 0

  function stop(groupId) {
    const running = crowds.get(groupId);
    if (!running) return;
    clearTimeout(running.timer);
    running.crowd.stop();
    crowds.delete(groupId);
  }

  function set(groupId, perSecond) {
    if (perSecond === 0) return stop(groupId);
    const running = crowds.get(groupId);
    if (running) clearTimeout(running.timer);
    const crowd = running?.crowd ?? emulator.crowd({ groupId, perSecond, seed: SEED });
    if (running) crowd.setRate(perSecond);
    crowds.set(groupId, { crowd, perSecond, timer: setTimeout(stop, CROWD_LIFETIME_MS, groupId).unref() });
  }

  return {
    async handle(request, response) {
      if (request.method === 'GET') {
        const groupId = new URL(request.url, 'http://demo.invalid').searchParams.get('groupId') ?? '';
        return sendJson(response, 200, {
          available: Boolean(emulator),
          groupId,
          chosen: chosen.has(groupId),
          perSecond: crowds.get(groupId)?.perSecond ?? 0,
        });
      }
      if (request.method !== 'POST') return sendProblem(response, 405, 'Use GET or POST.');
      if (!emulator)
        return sendProblem(
          response,
          409,
          'This demo is connected to a real application; only the emulator has simulated viewers.',
        );
      const body = await readJson(request);
      if (body.problem) return sendProblem(response, body.status, body.problem);
      const { groupId, perSecond } = body.value;
      if (typeof groupId !== 'string' || !GROUP_ID.test(groupId))
        return sendProblem(response, 400, 'groupId must be 1 to 48 ASCII characters.');
      if (!RATES_PER_SECOND.includes(perSecond))
        return sendProblem(response, 400, `perSecond must be one of ${RATES_PER_SECOND.join(', ')}.`);
      if (perSecond > 0 && !crowds.has(groupId) && crowds.size >= MAX_CROWDS)
        return sendProblem(response, 409, `Simulated viewers run in ${MAX_CROWDS} rooms already; stop one first.`);
      set(groupId, perSecond);
      if (chosen.size < MAX_KNOWN_ROOMS) chosen.add(groupId);
      return sendJson(response, 200, { available: true, groupId, perSecond });
    },
    stopAll() {
      for (const groupId of [...crowds.keys()]) stop(groupId);
    },
  };
}
