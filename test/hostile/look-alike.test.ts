// Names that imitate other users, with the emulator and the real SDK.
import { expect } from 'chai';
import '../../src/define.js';
import type { LiveChat } from '../../src/index.js';
import '../support/console-guard.js';
import { freshGroup, tokenEndpoint } from '../support/emulator.js';
import { ServiceSide } from '../support/service-side.js';
import { until } from '../support/until.js';

const UNBREAKABLE = 'क्'.repeat(80);
const CLAIMS = [
  'Boss',
  'Boss Host',
  'Boss\u00A0\u00A0Host',
  '✔ Host',
  '主播',
  '[Moderator]',
  'Boss\n Host',
  'Вoss',
  'Host\u202E',
  '<span class="badge" part="badge">Host</span>',
];

describe('names that imitate other users', () => {
  let service: ServiceSide;
  let chat: LiveChat;

  beforeEach(async () => {
    service = new ServiceSide(freshGroup());
    await service.act('createRoom', { owner: 'boss' });
    chat = document.createElement('live-chat');
    chat.setAttribute('group-id', service.groupId);
    chat.setAttribute('token-endpoint', tokenEndpoint({ user: `ana-${service.groupId}`, nick: 'Ana' }));
    chat.style.setProperty('inline-size', '280px');
    document.body.append(chat);
    await until(() => chat.status === 'joined', 'it has joined');
  });
  afterEach(() => chat.remove());

  const rowOf = (drawn: string): HTMLElement | undefined =>
    [...(chat.shadowRoot?.querySelectorAll<HTMLElement>('.row') ?? [])].find(
      (row) => row.querySelector('.text')?.textContent === drawn,
    );
  const say = async (userId: string, nick: string, text: string, drawn = text): Promise<HTMLElement> => {
    await service.act('setProfile', { userId, nick });
    await service.say(userId, text);
    return until(() => rowOf(drawn), `${drawn} is drawn`);
  };
  /** A row of the host: the service reports only some time after the join who that is. */
  const sayAsHost = async (nick: string, text: string): Promise<HTMLElement> => {
    await say('boss', nick, text);
    await until(() => rowOf(text)?.querySelector('.badge'), 'the host has a badge');
    return rowOf(text) as HTMLElement;
  };

  it('get no badge, whatever they contain', async () => {
    const host = await sayAsHost('Boss', 'I am the host');
    expect(host.querySelector('.badge')?.textContent).to.equal('Host');
    for (const [index, claim] of CLAIMS.entries()) {
      const row = await say(`eve-${index}`, claim, `claim ${index}`);
      expect(row.querySelector('.badge'), claim).to.equal(null);
      expect(row.getAttribute('part'), claim).to.equal('row');
      expect(row.matches('.host, .moderator, .own'), claim).to.equal(false);
      expect(row.querySelector('.meta')?.childElementCount, claim).to.equal(1);
    }
  });

  it('do not push a badge out of its row', async () => {
    const row = await sayAsHost(UNBREAKABLE, 'I am the host, with a name that breaks nowhere');
    const badge = row.querySelector('.badge')?.getBoundingClientRect();
    const { left, right } = row.getBoundingClientRect();
    expect(badge?.width ?? 0).to.be.above(10);
    expect(badge?.left ?? 0).to.be.at.least(left);
    expect(badge?.right ?? Infinity).to.be.at.most(right);
  });

  it('are replaced by the id when nothing of them is visible', async () => {
    for (const [index, nick] of ['\u3164', '\u200B\u200D', '\u202E', '\u0301', '\u2800 \u00A0'].entries()) {
      const row = await say(`ghost-${index}`, nick, `boo ${index}`);
      expect(row.querySelector('.author')?.textContent).to.equal(`ghost-${index}`);
    }
  });

  it('isolate their text direction', async () => {
    const hebrew = await say('eve', '\u202Eשלום\u2067', 'שלום \u202Ecba\u2066', 'שלום cba');
    const after = await say('ben', 'Ben', 'as always');
    for (const row of [hebrew, after]) {
      const author = row.querySelector('.author');
      expect(author?.localName).to.equal('bdi');
      expect(author && getComputedStyle(author).unicodeBidi).to.match(/isolate/);
    }
    expect(hebrew.textContent).to.not.match(/[\u202A-\u202E\u2066-\u2069]/);
    const text = after.querySelector('.text');
    expect(text && getComputedStyle(text).direction).to.equal('ltr');
    expect(getComputedStyle(hebrew).direction).to.equal('ltr');
    const [author, avatar] = [hebrew.querySelector('.author'), hebrew.querySelector('.avatar')];
    expect(author?.getBoundingClientRect().left).to.be.above(avatar?.getBoundingClientRect().right ?? Infinity);
  });
});
