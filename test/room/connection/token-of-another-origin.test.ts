// A token endpoint of another origin that does not list the page: the browser lets the page read nothing of the refusal.
import { expect } from 'chai';
import { ChatError } from '../../../src/room/model/chat-error.js';
import { Credentials } from '../../../src/room/connection/token.js';
import { expectConsole } from '../../support/console-guard.js';
import { tokenEndpoint } from '../../support/emulator.js';

/** The server of this test run under its other name. */
const OTHER = `http://localhost:${location.port}`;

async function failure(work: Promise<unknown>): Promise<ChatError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof ChatError) return error;
  }
  throw new Error('It did not fail with a ChatError.');
}

describe('a token endpoint of another origin', () => {
  const original = console.error;
  let printed: string[] = [];

  beforeEach(() => {
    printed = [];
    console.error = (...args: unknown[]) => {
      printed.push(args.map(String).join(' '));
      original(...args);
    };
  });
  afterEach(() => (console.error = original));

  for (const tokenCredentials of ['omit', 'include'] as const) {
    it(`that refuses the page: the error and the console name what to set (cookies: ${tokenCredentials})`, async () => {
      expectConsole('does not let pages of this origin read');
      const tokenEndpointUrl = `${OTHER}${tokenEndpoint({ user: 'robin' })}`;
      const credentials = new Credentials({ groupId: 'show', tokenEndpoint: tokenEndpointUrl, tokenCredentials });
      for (let attempt = 0; attempt < 2; attempt++) {
        const error = await failure(credentials.get());
        expect(error.code).to.equal('token/unreachable');
        expect(error.retryable, 'a lost connection looks the same').to.equal(true);
        expect(error.message).to.include('the option `origins`');
        expect(printed, 'once').to.deep.equal([`live-chat-elements: ${error.message}`]);
      }
    });
  }

  it('that does not respond: it is not said to refuse the page', async () => {
    const error = await failure(new Credentials({ groupId: 'show', tokenEndpoint: 'http://localhost:9/' }).get());
    expect(error.code).to.equal('token/unreachable');
    expect(error.message).to.equal('The token endpoint cannot be reached.');
    expect(printed).to.deep.equal([]);
  });
});
