// The controls of `<danmaku-layer controls>`: a button over the picture, and the panel with the preferences of the viewer
// for danmaku. Loaded for a layer that has them.
import { html, nothing, render, svg, type TemplateResult } from 'lit';
import { retryImport } from '../../util/retry-import.js';
import { adoptStyles } from '../shared/adopt-styles.js';
import { keepKeys } from '../shared/dom-events.js';
import { isElement } from '../shared/element-utils.js';
import { icon } from '../shared/icons.js';
import { LocalizeController } from '../shared/localize-controller.js';
import type { PanelTerms } from '../shared/terms/terms.js';
import type { DanmakuHost } from './danmaku-controller.lazy.js';
import { danmakuControlsStyles } from './danmaku-controls.styles.js';
import type { DanmakuChoices, DanmakuPreferences } from './danmaku-preferences.lazy.js';

const AREAS: readonly number[] = [0.25, 0.5, 0.75, 1];
const SIZES: readonly number[] = [0.75, 1, 1.25, 1.5, 2];
const SPEEDS: readonly number[] = [0.5, 0.75, 1, 1.5, 2];
const DENSITY_TERMS = { low: 'densityLow', normal: 'densityNormal', high: 'densityHigh' } as const;
const KIND_TERMS = { top: 'kindTop', bottom: 'kindBottom', colored: 'kindColored', gifts: 'kindGifts' } as const;
/** On a narrower window the panel is a sheet at its lower edge, px. */
const SHEET_WIDTH = 480;
const PANEL_WIDTH = 300;
/** With less space below the button the panel is a sheet, too, px. */
const MIN_PANEL_HEIGHT = 280;
const MARGIN = 8;

/** Lines that pass a frame, with a slider: the options of danmaku. */
const controlsIcon = (): TemplateResult =>
  icon(svg`<path d="M3 5.5h8M14 5.5h3M3 10h3M9.5 10H17M3 14.5h8M14 14.5h3"></path>
    <circle cx="12.5" cy="5.5" r="1.6"></circle><circle cx="7.8" cy="10" r="1.6"></circle><circle cx="12.5" cy="14.5" r="1.6"></circle>`);

export class DanmakuControls {
  readonly #host: DanmakuHost;
  readonly #preferences: DanmakuPreferences;
  readonly #stage: HTMLElement;
  readonly #localize: LocalizeController<keyof PanelTerms>;
  readonly #loadTerms: (lang: string) => Promise<PanelTerms>;
  readonly #container = document.createElement('div');
  /** The language of the texts. */
  #lang: string;
  #isOpen = false;

  constructor(
    host: DanmakuHost,
    preferences: DanmakuPreferences,
    stage: HTMLElement,
    localize: LocalizeController<keyof PanelTerms>,
    loadTerms: (lang: string) => Promise<PanelTerms>,
  ) {
    this.#host = host;
    this.#preferences = preferences;
    this.#stage = stage;
    this.#localize = localize;
    this.#loadTerms = loadTerms;
    this.#lang = localize.lang;
    this.#container.className = 'controls';
    // The page's player around the layer must not see clicks and keys that are meant for the controls.
    for (const type of ['click', 'dblclick'])
      this.#container.addEventListener(type, (event) => event.stopPropagation());
    keepKeys(host.renderRoot);
    adoptStyles(host.renderRoot, [danmakuControlsStyles]);
  }

  /** Shows the controls as the preferences and the language are now. */
  render(): void {
    const { lang } = this.#localize;
    if (lang !== this.#lang) {
      this.#lang = lang;
      void this.#loadTerms(lang).then(
        (texts) => {
          this.#localize.addTerms(texts);
          this.render();
        },
        () => undefined, // the texts stay in the language before
      );
    }
    if (!this.#container.isConnected) this.#stage.after(this.#container);
    render(this.#template(), this.#container);
    const panel = this.#panel;
    if (!panel || panel.matches('[data-placed]')) return;
    panel.dataset.placed = '';
    panel.showPopover?.();
    this.#place();
    panel.querySelector<HTMLElement>('input, select')?.focus({ preventScroll: true });
  }

  remove(): void {
    this.#close(false);
    this.#container.remove();
  }

  get #panel(): HTMLElement | null {
    return this.#container.querySelector<HTMLElement>('.controls-panel');
  }

  #template(): TemplateResult {
    const label = this.#localize.term('danmakuOptions');
    return html`<slot name="controls" @click=${this.#handleToggle}
        ><button
          class="controls-button"
          part="controls-button"
          type="button"
          aria-haspopup="dialog"
          aria-expanded=${this.#isOpen}
          aria-label=${label}
          title=${label}
          >${controlsIcon()}</button
        ></slot
      >${this.#isOpen ? this.#renderPanel(label) : nothing}`;
  }

  #renderPanel(label: string): TemplateResult {
    const { choices, store } = this.#preferences;
    const host = this.#host;
    const term = (key: keyof PanelTerms): string => this.#localize.term(key);
    const unlocked = (name: keyof DanmakuChoices, content: () => TemplateResult) =>
      host.locked?.split(/\s+/).includes(name) ? nothing : content();
    const isOn = choices.on !== false;
    const area = choices.area ?? (host.area > 0 && host.area <= 1 ? host.area : 1);
    const toggle = (name: 'on' | 'subtitles' | keyof typeof KIND_TERMS, text: string, isChecked: boolean) =>
      unlocked(
        name,
        () => html`<label class="control"
          ><span>${text}</span
          ><input
            type="checkbox"
            .checked=${isChecked}
            @change=${(event: Event) => store.set('danmaku', name, (event.target as HTMLInputElement).checked)}
        /></label>`,
      );
    const kinds = (Object.keys(KIND_TERMS) as (keyof typeof KIND_TERMS)[]).map((name) =>
      toggle(name, term(KIND_TERMS[name]), choices[name] !== false),
    );
    return html`<div
      class="controls-panel"
      part="controls-panel"
      role="dialog"
      tabindex="-1"
      popover="manual"
      aria-label=${label}
      @keydown=${this.#handleKeydown}
      @focusout=${this.#handleFocusout}
    >
      ${toggle('on', term('danmakuOn'), isOn)}
      ${unlocked('opacity', () => this.#renderOpacity(choices.opacity ?? this.#pageOpacity))}
      ${unlocked('area', () => this.#renderNumber('area', term('danmakuArea'), AREAS, area))}
      ${unlocked('size', () => this.#renderNumber('size', term('textSize'), SIZES, choices.size ?? 1))}
      ${unlocked('speed', () => this.#renderNumber('speed', term('danmakuSpeed'), SPEEDS, choices.speed ?? 1))}
      ${unlocked(
        'density',
        () => html`<label class="control"
          ><span>${term('density')}</span
          ><select
            @change=${(event: Event) =>
              store.set('danmaku', 'density', (event.target as HTMLSelectElement).value as DanmakuHost['density'])}
          >
            ${Object.entries(DENSITY_TERMS).map(
              ([value, key]) =>
                html`<option value=${value} .selected=${value === this.#preferences.density}>${term(key)}</option>`,
            )}
          </select></label
        >`,
      )}
      ${
        kinds.every((each) => each === nothing)
          ? nothing
          : html`<fieldset class="kinds"><legend>${term('show')}</legend>${kinds}</fieldset>`
      }
      ${toggle('subtitles', term('keepSubtitles'), choices.subtitles === true)}
      <div class="control">
        <span class="controls-note" role="status">${store.isKept ? nothing : term('notKept')}</span>
        <button class="controls-reset" type="button" @click=${() => store.reset(['danmaku'])}
          >${term('restoreDefaults')}</button
        >
      </div>
    </div>`;
  }

  #renderOpacity(opacity: number): TemplateResult {
    const percent = this.#percent(opacity);
    return html`<label class="control"
      ><span>${this.#localize.term('opacity')}</span
      ><input
        type="range"
        min="0.1"
        max="1"
        step="0.05"
        aria-valuetext=${percent}
        .value=${String(opacity)}
        @input=${(event: Event) =>
          this.#preferences.store.set('danmaku', 'opacity', (event.target as HTMLInputElement).valueAsNumber)}
      /><output>${percent}</output></label
    >`;
  }

  #renderNumber(
    name: 'area' | 'size' | 'speed',
    label: string,
    values: readonly number[],
    selected: number,
  ): TemplateResult {
    const offered = [...new Set([...values, selected])].sort((a, b) => a - b);
    return html`<label class="control"
      ><span>${label}</span
      ><select
        @change=${(event: Event) =>
          this.#preferences.store.set('danmaku', name, Number((event.target as HTMLSelectElement).value))}
      >
        ${offered.map(
          (value) => html`<option value=${value} .selected=${value === selected}>${this.#percent(value)}</option>`,
        )}
      </select></label
    >`;
  }

  #percent(value: number): string {
    return new Intl.NumberFormat(this.#localize.lang, { style: 'percent' }).format(value);
  }

  /** The page's own opacity. */
  get #pageOpacity(): number {
    const opacity = parseFloat(getComputedStyle(this.#host).getPropertyValue('--danmaku-opacity'));
    return opacity >= 0 && opacity <= 1 ? opacity : 1;
  }

  /** Below the button, with its inline end; on a small window a sheet. */
  #place(): void {
    const panel = this.#panel;
    if (!panel) return;
    const { bottom, left, right } = this.#container.getBoundingClientRect();
    const { innerWidth, innerHeight } = window;
    const isSheet = innerWidth < SHEET_WIDTH || innerHeight - bottom < MIN_PANEL_HEIGHT;
    panel.classList.toggle('sheet', isSheet);
    const start = this.#localize.dir === 'rtl' ? left : right - PANEL_WIDTH;
    const most = innerWidth - PANEL_WIDTH - MARGIN;
    panel.style.setProperty('--_panel-top', `${Math.max(MARGIN, bottom + MARGIN)}px`);
    panel.style.setProperty('--_panel-left', `${Math.max(MARGIN, Math.min(start, most))}px`);
  }

  #close(refocus: boolean): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    removeEventListener('scroll', this.#handleMove, true);
    removeEventListener('resize', this.#handleMove);
    if (refocus) this.#button?.focus({ preventScroll: true });
    render(this.#template(), this.#container);
  }

  /** The page's own button, or ours. */
  get #button(): HTMLElement | null | undefined {
    const slot = this.#container.querySelector<HTMLSlotElement>('slot');
    return (slot?.assignedElements()[0] as HTMLElement | undefined) ?? slot?.querySelector<HTMLElement>('button');
  }

  readonly #handleToggle = (): void => {
    if (this.#isOpen) return this.#close(true);
    this.#isOpen = true;
    addEventListener('scroll', this.#handleMove, { capture: true, passive: true });
    addEventListener('resize', this.#handleMove);
    this.render();
  };

  readonly #handleMove = (): void => this.#place();

  readonly #handleKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.#close(true);
  };

  readonly #handleFocusout = ({ relatedTarget, currentTarget }: FocusEvent): void => {
    const panel = currentTarget as HTMLElement;
    if (isElement(relatedTarget) && (panel.contains(relatedTarget) || this.#button?.contains(relatedTarget))) return;
    // A press on the panel itself focuses nothing; the panel stays open.
    if (relatedTarget === null && panel.matches(':hover')) return;
    this.#close(false);
  };
}

/** Loads the texts beside this file. */
export async function openDanmakuControls(
  host: DanmakuHost,
  preferences: DanmakuPreferences,
  stage: HTMLElement,
): Promise<DanmakuControls> {
  const load = await retryImport(() => import('../shared/terms/languages.lazy.js'), 'loadPanelTerms');
  const localize = new LocalizeController(host, {});
  return new DanmakuControls(host, preferences, stage, localize.addTerms(await load(localize.lang)), load);
}
