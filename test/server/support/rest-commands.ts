// A REST client that sends its requests nowhere, and tests of commands by their exact requests.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createRestClient, type RestClient } from '../../../src/server/index.js';

const SECRET = '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'; // an invented key

/** A client whose requests are recorded; `responses` are given in this order, after them empty ones. */
export function recordingClient(responses: object[] = []) {
  const requests: [command: string, body: unknown][] = [];
  const client = createRestClient({
    sdkAppId: 1400000001,
    secretKey: SECRET,
    random: () => 0.5,
    fetch: (input, init) => {
      const { pathname } = new URL(input as string);
      requests.push([pathname.replace('/v4/', ''), JSON.parse(init?.body as string)]);
      return Promise.resolve(Response.json({ ActionStatus: 'OK', ErrorCode: 0, ...responses.shift() }));
    },
  });
  return { client, requests };
}

/** A command, the requests that it must make, and what it must resolve to (not checked when it is missing). */
export type CommandCase = [
  name: string,
  run: (client: RestClient) => Promise<unknown>,
  requests: [command: string, body: object][],
  responses?: object[],
  result?: unknown,
];

/** One test for each command. */
export function testCommands(cases: readonly CommandCase[]): void {
  for (const [name, run, expected, responses, result] of cases)
    it(`makes its request: ${name}`, async () => {
      const { client, requests } = recordingClient(responses);
      const actual = await run(client);
      assert.deepEqual(requests, expected);
      if (result !== undefined) assert.deepEqual(actual, result);
    });
}
