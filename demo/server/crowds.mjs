// `GET|POST /api/crowd`: simulated viewers who talk in a room of the emulator. At most one crowd a room and a few
// rooms,
// and each goes home by itself, so that a forgotten window does not keep the machine busy for ever.
import { answerJson, answerProblem } from './answer.mjs';
import { readJson } from './read-json.mjs';

const RATES_PER_SECOND = [0, 1, 10, 40, 200];
const MAX_CROWDS = 4;
const MAX_ROOMS_KNOWN = 1000;
const CROWD_LIFE_MS = 30 * 60_000;
const SEED = 7; // the same people say the same things at every start: pictures can be compared
const GROUP_ID = /^[\x20-\x7e]{1,48}$/; // what Tencent takes as a group id

/**
 * @param {undefined | { crowd(options: object): { setRate(perSecond: number): void, stop(): void } }} emulator
 * undefined with a real application, which gets no made-up viewers
 */
export function createCrowds(emulator) {
  const crowds = new Map();
  const chosen = new Set(); // rooms for which somebody has said how many should come, also nobody

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
    crowds.set(groupId, { crowd, perSecond, timer: setTimeout(stop, CROWD_LIFE_MS, groupId).unref() });
  }

  return {
    async handle(request, response) {
      if (request.method === 'GET') {
        const groupId = new URL(request.url, 'http://demo.invalid').searchParams.get('groupId') ?? '';
        return answerJson(response, 200, {
          available: Boolean(emulator),
          groupId,
          chosen: chosen.has(groupId),
          perSecond: crowds.get(groupId)?.perSecond ?? 0,
        });
      }
      if (request.method !== 'POST') return answerProblem(response, 405, 'Ask with GET or POST.');
      if (!emulator)
        return answerProblem(
          response,
          409,
          'This demo speaks to a real application; a crowd exists only with the emulator.',
        );
      const body = await readJson(request);
      if (body.problem) return answerProblem(response, body.status, body.problem);
      const { groupId, perSecond } = body.value;
      if (typeof groupId !== 'string' || !GROUP_ID.test(groupId))
        return answerProblem(response, 400, 'groupId has to be 1 to 48 plain characters.');
      if (!RATES_PER_SECOND.includes(perSecond))
        return answerProblem(response, 400, `perSecond has to be one of ${RATES_PER_SECOND.join(', ')}.`);
      if (perSecond > 0 && !crowds.has(groupId) && crowds.size >= MAX_CROWDS)
        return answerProblem(response, 409, `There are ${MAX_CROWDS} crowds already; send one home first.`);
      set(groupId, perSecond);
      if (chosen.size < MAX_ROOMS_KNOWN) chosen.add(groupId);
      return answerJson(response, 200, { available: true, groupId, perSecond });
    },
    stopAll() {
      for (const groupId of [...crowds.keys()]) stop(groupId);
    },
  };
}
