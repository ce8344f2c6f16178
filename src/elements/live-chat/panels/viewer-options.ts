// The part of the options panel that every viewer has: how the chat is shown, words, hidden users, and announcements.
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { LocalizeController } from '../../shared/localize-controller.js';
import type { PreferenceChoices } from '../../shared/preferences/preference-values.js';
import type { TermKey } from '../../shared/terms/terms.js';
import type { ChatPreferences } from '../preferences/chat-preferences.lazy.js';

type ChatChoices = PreferenceChoices['chat'];

/** Factors of the page's text size. */
const TEXT_SIZES: readonly number[] = [0.85, 1, 1.25, 1.5, 2];
const NOTICE_TERMS = { digest: 'noticesDigest', all: 'noticesAll', none: 'off' } as const;
const ANNOUNCE_TERMS = {
  auto: 'announceAuto',
  all: 'announceAll',
  mentions: 'announceMentions',
  off: 'announceOff',
} as const;

export interface ViewerOptionsState {
  readonly localize: LocalizeController<TermKey>;
  readonly preferences: ChatPreferences;
  readonly hiddenUsers: ReadonlySet<string>;
  readonly onUnhide: (userIds: readonly string[]) => void;
}

const valueOf = (event: Event): string => (event.target as HTMLInputElement | HTMLSelectElement).value;

/** The words of a text with one word or phrase on each line. */
export function wordsOf(text: string): readonly string[] {
  return text.split('\n').map((line) => line.trim());
}

function renderSelect(
  label: string,
  choices: readonly (readonly [value: string, text: string])[],
  selected: string,
  onChange: (value: string) => void,
): TemplateResult {
  return html`<label class="option">
    <span>${label}</span>
    <select @change=${(event: Event) => onChange(valueOf(event))}>
      ${choices.map(
        ([value, text]) => html`<option value=${value} .selected=${live(value === selected)}>${text}</option>`,
      )}
    </select>
  </label>`;
}

function renderSwitch(label: string, isOn: boolean, onChange: (isOn: boolean) => void): TemplateResult {
  return html`<label class="option">
    <span>${label}</span>
    <input
      type="checkbox"
      .checked=${live(isOn)}
      @change=${(event: Event) => onChange((event.target as HTMLInputElement).checked)}
    />
  </label>`;
}

/** Applied when the viewer leaves the field, so that no half-written word hides messages. */
function renderWords(label: string, hint: string, words: readonly string[], onChange: (text: string) => void) {
  return html`<label class="option option-words">
    <span>${label}</span>
    <textarea
      rows="2"
      spellcheck="false"
      autocapitalize="off"
      dir="auto"
      placeholder=${hint}
      .value=${live(words.join('\n'))}
      @change=${(event: Event) => onChange(valueOf(event))}
    ></textarea>
  </label>`;
}

/** By name, where a name was stored: a page may hide a user whom it knows by id only. */
function renderHiddenUsers({ localize, preferences, hiddenUsers, onUnhide }: ViewerOptionsState): TemplateResult {
  const { names = {} } = preferences.store.choices.hidden;
  const title = localize.term('hiddenUsers', { count: hiddenUsers.size });
  return html`<div class="hidden-users" role="group" aria-label=${title}>
    <div class="option">
      <span>${title}</span>
      <button class="text-button" type="button" @click=${() => onUnhide([...hiddenUsers])}
        >${localize.term('unhideAll')}</button
      >
    </div>
    <ul>
      ${[...hiddenUsers].map((userId) => {
        const name = (Object.hasOwn(names, userId) && names[userId]) || userId;
        return html`<li class="option">
          <bdi class="hidden-name">${name}</bdi>
          <button
            class="text-button"
            type="button"
            aria-label=${localize.term('unhideUser', { name })}
            @click=${() => onUnhide([userId])}
            >${localize.term('show')}</button
          >
        </li>`;
      })}
    </ul>
  </div>`;
}

/** The settings that the page has not locked, and the way back to those of the page. */
export function renderViewerOptions(state: ViewerOptionsState): TemplateResult {
  const { localize, preferences, hiddenUsers } = state;
  const { store } = preferences;
  const { blocked = [], highlighted = [] } = store.choices.words;
  const term = localize.term.bind(localize);
  const set = <Name extends keyof ChatChoices>(name: Name, value: string | number | boolean): void =>
    store.set('chat', name, value as ChatChoices[Name]);
  const unlocked = (name: keyof ChatChoices, content: () => TemplateResult) =>
    preferences.isLocked(name) ? nothing : content();
  const percent = (size: number): string => new Intl.NumberFormat(localize.lang, { style: 'percent' }).format(size);
  const choicesOf = <Value extends string>(terms: Readonly<Record<Value, TermKey>>) =>
    Object.entries<TermKey>(terms).map(([value, key]) => [value, term(key)] as const);
  return html`
    ${unlocked('textSize', () =>
      renderSelect(
        term('textSize'),
        [...new Set([...TEXT_SIZES, preferences.textSize])].map((size) => [String(size), percent(size)]),
        String(preferences.textSize),
        (value) => set('textSize', Number(value)),
      ),
    )}
    ${unlocked('times', () =>
      renderSwitch(term('timesAlways'), preferences.times === 'always' && !preferences.noTimestamps, (isOn) =>
        set('times', isOn ? 'always' : 'hover'),
      ),
    )}
    ${
      preferences.isWithoutImages
        ? nothing
        : unlocked('pictures', () =>
            renderSwitch(term('pictures'), !preferences.noUserImages, (isOn) => set('pictures', isOn)),
          )
    }
    ${unlocked('notices', () =>
      renderSelect(term('noticesLabel'), choicesOf(NOTICE_TERMS), preferences.notices, (value) =>
        set('notices', value),
      ),
    )}
    ${unlocked('announce', () =>
      renderSelect(term('announce'), choicesOf(ANNOUNCE_TERMS), preferences.announce, (value) =>
        set('announce', value),
      ),
    )}
    ${renderWords(term('blockedWords'), term('wordsHint'), blocked, (text) =>
      store.set('words', 'blocked', wordsOf(text)),
    )}
    ${renderWords(term('highlightedWords'), term('wordsHint'), highlighted, (text) =>
      store.set('words', 'highlighted', wordsOf(text)),
    )}
    ${hiddenUsers.size > 0 ? renderHiddenUsers(state) : nothing}
    <div class="option">
      <span class="option-note" role="status">${store.isKept ? nothing : term('notKept')}</span>
      <button class="text-button" type="button" @click=${() => store.reset(['chat', 'words'])}
        >${term('restoreDefaults')}</button
      >
    </div>
  `;
}
