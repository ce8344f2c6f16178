// `POST /api/private-message`: a private message to the user of the request, in the name of a user whom the demo plays.
// Only the emulator has such users.
import { identify } from './demo-users.mjs';
import { readJson } from './read-json.mjs';
import { sendJson, sendProblem } from './respond.mjs';

/** The users whom the demo plays. */
const SENDERS = ['mia', 'jonas'];
const MAX_LENGTH = 500;

/** @param {undefined | { app: { sendC2cText(userId: string, text: string, options: { from: string }): void } }} emulator */
export function createPrivateMessages(emulator) {
  return {
    async handle(request, response) {
      if (request.method !== 'POST') return sendProblem(response, 405, 'Use POST.');
      if (!emulator)
        return sendProblem(response, 409, 'This demo is connected to a real application; nobody is played there.');
      const { referer, cookie } = request.headers;
      const user = identify({
        url: '',
        headers: new Headers({ ...(referer && { referer }), ...(cookie && { cookie }) }),
      });
      if (!user?.userId) return sendProblem(response, 401, 'A guest receives no private message.');
      const body = await readJson(request);
      if (body.problem) return sendProblem(response, body.status, body.problem);
      const { from, text } = body.value;
      if (!SENDERS.includes(from)) return sendProblem(response, 400, `from must be one of ${SENDERS.join(', ')}.`);
      if (typeof text !== 'string' || text === '' || text.length > MAX_LENGTH)
        return sendProblem(response, 400, `text must have 1 to ${MAX_LENGTH} characters.`);
      emulator.app.sendC2cText(user.userId, text, { from });
      return sendJson(response, 204);
    },
  };
}
