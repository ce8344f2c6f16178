// What the sender of a refused message reads, in every language of the elements.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { serializeRoomMetadata } from '../../../src/protocol/room-metadata.js';
import { roomRules, type RoomRulesOptions } from '../../../src/server/index.js';
import { REFUSAL_TEXTS, refusalTexts } from '../../../src/server/rules/refusal-texts.js';
import { beforeSendEvent } from '../support/before-send-event.js';

const TAGS = ['en', 'zh-CN', 'zh-TW', 'ja', 'ko', 'id', 'th', 'vi', 'es', 'pt-BR', 'ar', 'de', 'fr'];

async function refusal(options: Partial<RoomRulesOptions>, userId = 'bo') {
  const { introduction } = serializeRoomMetadata('Hi', { slowMode: 10 });
  const client = {
    getGroupInfo: () => Promise.resolve([{ ownerId: 'host', introduction } as never]),
    getAdminList: () => Promise.resolve([]),
  };
  const { beforeSend } = roomRules({ client, now: () => 1_000_000, ...options });
  const send = () => beforeSend(beforeSendEvent({ userId }), new AbortController().signal);
  await send();
  const answer = await send();
  return answer?.kind === 'refuse' ? answer.text : undefined;
}

describe('The texts of refused messages', () => {
  it('are there in all languages, none in English by mistake, with the seconds in slow mode only', () => {
    assert.deepEqual([...REFUSAL_TEXTS.keys()], TAGS);
    const english = refusalTexts('en');
    for (const [lang, texts] of REFUSAL_TEXTS) {
      assert.deepEqual(Object.keys(texts), Object.keys(english), lang);
      for (const [rule, text] of Object.entries(texts)) {
        assert.equal(text.includes('{seconds}'), rule === 'slowMode', `${lang} ${rule}`);
        assert.ok(text !== '' && (lang === 'en' || text !== english[rule as keyof typeof english]), `${lang} ${rule}`);
      }
    }
  });

  it('are chosen as the elements choose theirs', () => {
    for (const [tag, lang] of [
      ['zh_TW', 'zh-TW'],
      ['zh-Hant', 'zh-TW'],
      ['zh', 'zh-CN'],
      ['pt', 'pt-BR'],
      ['es-MX', 'es'],
      ['AR-EG', 'ar'],
      ['ru', 'en'],
      ['', 'en'],
      ['__proto__', 'en'],
    ] as const)
      assert.equal(refusalTexts(tag), REFUSAL_TEXTS.get(lang), tag);
  });

  it('are in the language of the option, for all or for each message, and the site’s own come first', async () => {
    assert.equal(await refusal({}), 'Slow mode: you can write again in 10 s.');
    assert.equal(await refusal({ language: 'ja' }), '低速モード：あと10秒で送信できます。');
    const language = ({ userId }: { userId: string }) => (userId === 'fritz' ? 'de-CH' : 'fr');
    assert.match((await refusal({ language }, 'fritz')) ?? '', /^Langsamer Modus: In 10 s/);
    assert.match((await refusal({ language }, 'bo')) ?? '', /^Mode lent/);
    assert.equal(await refusal({ language: 'ja', messages: { slowMode: (_event, s) => `wait ${s}` } }), 'wait 10');
  });
});
