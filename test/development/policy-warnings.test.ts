// A real Content Security Policy that blocks what the elements need. In a file of its own: a page cannot lose a policy.
import { expect } from 'chai';
import { watchSetup } from '../../src/development/setup-warnings.js';
import { LiveChat } from '../../src/elements/live-chat/live-chat.js';
import { defineElement } from '../../src/elements/shared/element-utils.js';
import { expectConsole } from '../support/console-guard.js';
import { emulator, freshGroup, tokenEndpoint } from '../support/emulator.js';
import { until } from '../support/until.js';

watchSetup(LiveChat);
defineElement('live-chat', LiveChat);

describe('a development build under a Content Security Policy', () => {
  it('says what the policy has to list, and says nothing of requests of others', async () => {
    expectConsole('live-chat-elements:');
    const said: string[] = [];
    const original = console.warn;
    console.warn = (...args: unknown[]) => {
      said.push(args.map(String).join(' '));
      original(...args);
    };
    const { url } = await emulator();
    const service = new URL(url).origin;
    const meta = document.createElement('meta');
    meta.httpEquiv = 'Content-Security-Policy';
    // The test runner has a socket to its own server.
    meta.content = `connect-src 'self' ${location.origin.replace('http', 'ws')}`;
    document.head.append(meta);
    try {
      await fetch('http://127.0.0.1:9/other', { mode: 'no-cors' }).catch(() => undefined);
      const chat = document.createElement('live-chat');
      chat.tokenEndpoint = tokenEndpoint({ user: 'policy' });
      chat.groupId = freshGroup();
      document.body.append(chat);
      await until(() => said.some((text) => text.includes(`add ${service} to connect-src`)), 'a warning', 20_000);
      chat.remove();

      const blocked = document.createElement('live-chat');
      blocked.tokenEndpoint = 'http://127.0.0.1:9/api/token?user=ana';
      blocked.groupId = freshGroup();
      document.body.append(blocked);
      await until(
        () => said.some((text) => text.includes('blocks the token endpoint: add http://127.0.0.1:9 to connect-src')),
        'a warning',
        20_000,
      );
      blocked.remove();
      expect(said.filter((text) => !text.includes('The Content Security Policy of this page blocks'))).to.deep.equal(
        [],
      );
      expect(said).to.have.length(2);
    } finally {
      console.warn = original;
    }
  });
});
