// Every language in <live-chat> at 320 pixels: header, composer, menu of a row, emoji panel and options. Nothing may
// reach out of the element, and no button may cut its text.
import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import '../../support/console-guard.js';
import { until } from '../../support/until.js';
import { focusRow, openBusyChat } from './support/chat-fixture.js';
import { LiveChatDriver } from './support/live-chat-driver.js';

/** What the field says in each language, as the sign that the language is there. */
const PLACEHOLDERS = {
  en: 'Say something…',
  'zh-CN': '说点什么…',
  'zh-TW': '說點什麼…',
  ja: 'コメントを入力…',
  ko: '메시지 입력…',
  id: 'Tulis sesuatu…',
  th: 'พิมพ์ข้อความ…',
  vi: 'Viết gì đó…',
  es: 'Escribe algo…',
  'pt-BR': 'Diga algo…',
  ar: 'اكتب شيئًا…',
  de: 'Schreib etwas …',
  fr: 'Écrire un message…',
};

const CONTROLS = 'button, label, select, textarea, input, p, [role=menuitem], .emoji-title';

/** Controls and labels that reach out of the element or of their panel, or whose text is cut. */
function misfits({ element, root }: LiveChatDriver): string[] {
  const { left, right } = element.getBoundingClientRect();
  return [...root.querySelectorAll<HTMLElement>(CONTROLS)]
    .filter((each) => {
      const box = each.getBoundingClientRect();
      if (box.width <= 1) return false; // hidden, or only for screen readers
      const isOutside = box.left < left - 1 || box.right > right + 1;
      const isCut = each.localName === 'button' && each.scrollWidth > each.clientWidth + 1;
      return isOutside || isCut;
    })
    .map((each) => `${each.localName}.${each.className}: ${each.textContent.trim() || each.ariaLabel}`);
}

/** Panels whose content is wider than they are. */
function overflowing({ root }: LiveChatDriver): string[] {
  return [...root.querySelectorAll<HTMLElement>('.menu, .options, .emoji-panel, .header, .composer, .row')]
    .filter(({ scrollWidth, clientWidth }) => clientWidth > 1 && scrollWidth > clientWidth + 1)
    .map(({ className, scrollWidth, clientWidth }) => `${className}: ${scrollWidth} in ${clientWidth} px`);
}

const CAPABILITIES = ['send', 'like', 'mute', 'mute-all', 'ban', 'retract', 'announce', 'settings'] as const;

describe('<live-chat> at 320 pixels', () => {
  afterEach(() => LiveChatDriver.clear());

  async function openNarrowChat(attributes: Record<string, string> = {}) {
    const staged = await openBusyChat(attributes, { role: 'host', capabilities: [...CAPABILITIES] });
    staged.chat.element.style.setProperty('inline-size', '320px');
    return staged;
  }

  for (const [lang, placeholder] of Object.entries(PLACEHOLDERS)) {
    it(`fits in ${lang}`, async () => {
      const { chat, room } = await openNarrowChat({ lang, dir: lang === 'ar' ? 'rtl' : 'ltr' });
      await until(() => chat.field.placeholder === placeholder, 'the language is there');
      expect(getComputedStyle(chat.element).direction).to.equal(lang === 'ar' ? 'rtl' : 'ltr');
      // The dots of an Arabic text are on its left, whatever the direction of the empty field.
      expect(getComputedStyle(chat.field, '::placeholder').unicodeBidi).to.equal('plaintext');
      const fits = (what: string) => expect([...misfits(chat), ...overflowing(chat)], what).to.deep.equal([]);
      fits('header and composer');

      await focusRow(chat, 'first words');
      await sendKeys({ press: 'Enter' });
      await chat.found('.menu [role=menuitem]');
      fits('the menu of a row');
      await sendKeys({ press: 'Escape' });

      room.hideUser('somebody');
      chat.find('.options-button').click();
      await chat.found('.options .announce-form');
      fits('the options');
      await sendKeys({ press: 'Escape' });

      chat.find('.emoji-button').click();
      await chat.found('.emoji-panel .emoji-title');
      fits('the emoji panel');
    });
  }

  it('is measured in a way that finds a text which does not fit', async () => {
    const { chat } = await openNarrowChat();
    chat.element.terms = { publish: 'Donaudampfschifffahrtsgesellschaftskapitänsmütze'.repeat(2) };
    chat.find('.options-button').click();
    await chat.found('.options .announce-form');
    expect([...misfits(chat), ...overflowing(chat)]).not.to.deep.equal([]);
  });
});
