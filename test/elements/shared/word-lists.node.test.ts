// The viewer's words, applied to messages: once for each message, in a time that does not depend on the number of words.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readChoices } from '../../../src/elements/shared/preferences/preference-values.js';
import { WordLists } from '../../../src/elements/shared/preferences/word-lists.js';
import { message, user } from '../live-chat/support/message-factory.js';
import { cpuMs } from '../../support/cpu-time.js';

/** Only the first call of a process may load the matcher: the others are compared with each other. */
async function lists(blocked: readonly string[], highlighted: readonly string[] = []): Promise<WordLists> {
  const words = new WordLists(() => undefined);
  await words.set({ blocked, highlighted });
  return words;
}

/** A word of letters for a number. */
const wordFor = (index: number): string =>
  [...String(index + 1000)].map((digit) => 'abcdefghij'[Number(digit)]).join('x');

describe('Words of the viewer', () => {
  it('make one view of a message, and the same message when nothing is found', async () => {
    const words = await lists(['coins'], ['party']);
    const plain = message('hello');
    const party = message('a party tonight');
    assert.equal(words.view(plain), plain);
    assert.equal(words.view(message('free coins')), undefined);
    const view = words.view(party);
    assert.equal(words.view(party), view);
    assert.deepEqual(view?.segments, [
      { kind: 'text', text: 'a ' },
      { kind: 'mention', text: 'party', userId: '', isSelf: true },
      { kind: 'text', text: ' tonight' },
    ]);
    assert.ok(Object.isFrozen(view));
  });

  it('hide nothing of the user, of staff, with a mention of the user, or of the room itself', async () => {
    const words = await lists(['coins']);
    for (const more of [
      { from: user('ana', { isSelf: true }) },
      { from: user('host', { role: 'host' }) },
      { from: user('max', { role: 'moderator' }) },
      { mentionsSelf: true },
      { kind: 'notice' },
    ] as const)
      assert.notEqual(words.view(message('coins', more)), undefined, JSON.stringify(more));
  });

  it('hide words in a quote of another viewer, and keep those of the host', async () => {
    const words = await lists(['coins']);
    const quote = { id: 'q', nick: 'Cleo', text: 'free coins', isVerified: true };
    const hidden = words.view(message('no', { replyTo: { ...quote, from: user('cleo') } }));
    assert.deepEqual(hidden?.replyTo, { id: 'q', nick: '', text: '', isVerified: false });
    const shown = message('no', { replyTo: { ...quote, from: user('host', { role: 'host' }) } });
    assert.equal(words.view(shown), shown);
  });

  it('are those of the last change, whatever was still being loaded', async () => {
    let changes = 0;
    const words = new WordLists(() => changes++);
    const first = words.set({ blocked: ['coins'] });
    const second = words.set({ blocked: ['party'] });
    await Promise.all([first, second]);
    assert.equal(words.hasBlocked('coins'), false);
    assert.equal(words.hasBlocked('party'), true);
    assert.equal(changes, 1);
    await words.set({ blocked: ['party'] });
    assert.equal(changes, 1);
    await words.set({});
    assert.ok(words.isEmpty);
  });

  it('cost 1,000 messages no multiple with 200 words of what they cost with two', async () => {
    const few = await lists([wordFor(0), wordFor(1)], [wordFor(2)]);
    const many = await lists(
      Array.from({ length: 200 }, (_each, index) => wordFor(index)),
      Array.from({ length: 200 }, (_each, index) => wordFor(index + 200)),
    );
    const texts = Array.from({ length: 1000 }, (_each, index) => `message ${index} of somebody who has a lot to say`);
    const cost = (words: WordLists): number => {
      const fresh = texts.map((text) => message(text));
      return cpuMs(() => fresh.forEach((each) => words.view(each)));
    };
    cost(few);
    let [least, most] = [Infinity, Infinity];
    for (let round = 0; round < 5; round++) {
      least = Math.min(least, cost(few));
      most = Math.min(most, cost(many));
    }
    assert.ok(most < least * 4, `${least.toFixed(1)} ms with two words, ${most.toFixed(1)} ms with 200`);
  });

  it('are read from a storage within their limits', () => {
    const blocked = [...Array.from({ length: 600 }, (_each, index) => `w${index}`), ' w1 ', 'x'.repeat(101), 3, ''];
    const { words } = readChoices({ words: { blocked, highlighted: 'text' } });
    assert.equal(words.blocked?.length, 500);
    assert.equal(words.highlighted, undefined);
  });
});
