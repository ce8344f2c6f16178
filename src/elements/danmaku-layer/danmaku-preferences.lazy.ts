// Applies the preferences of the viewer to one layer: how comments look, which of them are shown, and the controls with
// which they are chosen. Loaded when something is stored, or when the layer has `controls`.
import { css } from 'lit';
import { retryImport } from '../../util/retry-import.js';
import { adoptStyles } from '../shared/adopt-styles.js';
import { devWarning } from '../shared/element-utils.js';
import type { PreferenceChoices } from '../shared/preferences/preference-values.js';
import type { PreferenceStore } from '../shared/preferences/preferences.lazy.js';
import type { DanmakuComment } from './comment.js';
import type { DanmakuHost } from './danmaku-controller.lazy.js';
import type { DanmakuEngine } from './danmaku-engine.js';
import type { DanmakuControls } from './danmaku-controls.lazy.js';

export type DanmakuChoices = PreferenceChoices['danmaku'];

/** Where subtitles usually are: two lines and their distance from the edge, as a share of the picture. */
const SUBTITLES = '20%';

/** The private properties are set on the stage, and only for what the viewer has chosen. */
const chosenStyles = css`
  .stage.chosen {
    --danmaku-opacity: var(--_opacity);
    font-size: calc(var(--danmaku-size, 24px) * var(--_size, 1));
    block-size: calc(
      (100% - var(--_safe-top, 0px) - max(var(--_safe-bottom, 0px), var(--_subtitles, 0px))) *
        var(--_share, var(--_area, 1))
    );
  }
  .stage.chosen.narrow {
    font-size: calc(var(--danmaku-size, 18px) * var(--_size, 1));
  }
`;

export class DanmakuPreferences {
  readonly #host: DanmakuHost;
  readonly #engine: DanmakuEngine;
  readonly #stage: HTMLElement;
  readonly #onChange: () => void;
  #controls: DanmakuControls | undefined;
  #isLoading = false;
  #unsubscribe: (() => void) | undefined;

  /** `onChange`: the settings have to be read again. */
  constructor(
    host: DanmakuHost,
    readonly store: PreferenceStore,
    engine: DanmakuEngine,
    onChange: () => void,
  ) {
    this.#host = host;
    this.#engine = engine;
    this.#stage = host.renderRoot.querySelector('.stage') as HTMLElement;
    engine.hides = (comment) => this.hides(comment);
    this.#onChange = onChange;
    adoptStyles(host.renderRoot, [chosenStyles]);
  }

  /** What the viewer has chosen, without what the page has locked. */
  get choices(): DanmakuChoices {
    const locked = this.#host.locked?.split(/\s+/) ?? [];
    const entries = Object.entries(this.store.choices.danmaku).filter(([name]) => !locked.includes(name));
    return Object.fromEntries(entries);
  }

  /** Factor of the page's speed. */
  get speedFactor(): number {
    return this.choices.speed ?? 1;
  }

  get density(): DanmakuHost['density'] {
    return this.choices.density ?? this.#host.density;
  }

  /** Whether the viewer does not want to see a comment. Own comments are hidden only with all others. */
  hides({ variant, mode, color, text, mentionsSelf }: DanmakuComment): boolean {
    const { on, top, bottom, colored, gifts } = this.choices;
    if (on === false) return true;
    if (variant === 'own') return false;
    if (
      variant === 'gift'
        ? gifts === false
        : (mode === 'top' && top === false) || (mode === 'bottom' && bottom === false)
    )
      return true;
    if (color !== '' && colored === false) return true;
    return variant !== 'staff' && !mentionsSelf && this.store.words.hasBlocked(text);
  }

  /** Called when the layer's properties have changed, and when it is connected. */
  update(): void {
    if (!this.#host.isConnected) return;
    this.#unsubscribe ??= this.store.subscribe(() => this.#apply());
    this.#apply();
  }

  /** Called when the layer is disconnected. */
  disconnect(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#controls?.remove();
  }

  #apply(): void {
    const { style, classList } = this.#stage;
    const { opacity, size, area, subtitles } = this.choices;
    const chosen = { '--_opacity': opacity, '--_size': size, '--_share': area, '--_subtitles': subtitles && SUBTITLES };
    for (const [name, value] of Object.entries(chosen)) {
      if (value === undefined || value === false) style.removeProperty(name);
      else style.setProperty(name, String(value));
    }
    classList.toggle('chosen', Object.values(chosen).some(Boolean));
    this.#engine.remove((comment) => this.hides(comment));
    this.#onChange();
    void this.#updateControls();
  }

  async #updateControls(): Promise<void> {
    const host = this.#host;
    const isWanted = (): boolean => host.controls && !host.disabled && host.isConnected;
    if (!isWanted()) {
      this.#controls?.remove();
      return;
    }
    if (!this.#controls && !this.#isLoading) {
      this.#isLoading = true;
      try {
        const open = await retryImport(() => import('./danmaku-controls.lazy.js'), 'openDanmakuControls');
        this.#controls = await open(host, this, this.#stage);
      } catch (cause) {
        devWarning(`<danmaku-layer controls>: the controls could not be loaded (${String(cause)}).`);
      }
      this.#isLoading = false;
    }
    if (isWanted()) this.#controls?.render();
  }
}

/** Loads the store beside this file, and applies it to a layer. Undefined when it could not be loaded. */
export async function openDanmakuPreferences(
  host: DanmakuHost,
  engine: DanmakuEngine,
  onChange: () => void,
): Promise<DanmakuPreferences | undefined> {
  try {
    const store = await retryImport(() => import('../shared/preferences/preferences.lazy.js'), 'preferences');
    return new DanmakuPreferences(host, store, engine, onChange);
  } catch (cause) {
    devWarning(`<danmaku-layer>: preferences of the viewer are not applied (${String(cause)}).`);
    return undefined;
  }
}
