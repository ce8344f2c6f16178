// A page is reloaded while a message is waiting: with keep-unsent it is sent afterwards, without it is discarded.
import { expect } from 'chai';
import type { LiveChat } from '../../../src/elements/live-chat/live-chat.js';
import '../../support/console-guard.js';
import { freshGroup, tokenEndpoint } from '../../support/emulator.js';
import { ServiceSide } from '../../support/service-side.js';
import { until } from '../../support/until.js';

/** Sends two messages over a connection without responses, reloads the page, and returns the rows after that. */
async function reload(attributes: Record<string, string>): Promise<(readonly [string, string])[]> {
  const groupId = freshGroup();
  const others = new ServiceSide(groupId);
  const user = `keeper-${Date.now().toString(36)}`;
  const frame = document.createElement('iframe');
  frame.src = `/test/elements/live-chat/support/reloading-page.html?${new URLSearchParams({ 'group-id': groupId, 'token-endpoint': tokenEndpoint({ user }), ...attributes }).toString()}`;
  document.body.append(frame);
  const chatOf = (): LiveChat | null | undefined => frame.contentDocument?.querySelector('live-chat');
  const joined = async (): Promise<LiveChat> => {
    await until(() => chatOf()?.status === 'joined', 'the page is in');
    return chatOf() as LiveChat;
  };
  const before = await joined();
  await others.act('hang', { userId: user });
  for (const text of ['on its way', 'not out']) before.send(text).catch(() => undefined);
  await until(() => before.messages.filter((each) => each.status === 'sending').length === 2, 'both wait');
  frame.contentWindow?.location.reload();
  await until(() => chatOf() && chatOf() !== before, 'the page is there again');
  await others.act('hang', { userId: user, on: false });
  const after = await joined();
  await others.say('someone', 'marker');
  await until(
    () =>
      after.messages.some((each) => each.text === 'marker' && each.status === 'sent') &&
      !after.messages.some((each) => each.status === 'sending'),
    'all is settled',
  );
  const rows = after.messages.filter((each) => each.from.isSelf).map((each) => [each.text, each.status] as const);
  frame.remove();
  return rows;
}

describe('<live-chat keep-unsent>', () => {
  it('sends unsent messages after a reload, each once', async () => {
    expect(await reload({ 'keep-unsent': '' })).to.deep.equal([
      ['on its way', 'sent'],
      ['not out', 'sent'],
    ]);
    expect(Object.keys(sessionStorage).filter((key) => key.includes('outbox'))).to.deep.equal([]);
  });

  it('stores nothing when the attribute is missing', async () => {
    expect(await reload({})).to.deep.equal([]);
  });
});
