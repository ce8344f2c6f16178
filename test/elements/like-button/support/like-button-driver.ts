import { sendMouse } from '@web/test-runner-commands';
import { LikeButton } from '../../../../src/elements/like-button/like-button.js';
import { defineElement } from '../../../../src/elements/shared/element-utils.js';
import { until } from '../../../support/until.js';

defineElement('like-button', LikeButton);

const made = new Set<HTMLElement>();

/** Gives tests access to the shadow tree of a <like-button>. */
export class LikeButtonDriver {
  constructor(readonly element: LikeButton) {}

  /** Puts an element with these attributes and properties in the lower middle of the page. */
  static async put(
    attributes: Record<string, string> = {},
    properties: Partial<LikeButton> = {},
  ): Promise<LikeButtonDriver> {
    const element = document.createElement('like-button');
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    Object.assign(element, properties);
    const place = document.createElement('main');
    place.style.cssText = 'position: fixed; inset-block-end: 40px; inset-inline-start: 50%';
    place.append(element);
    document.body.append(place);
    made.add(place);
    await element.updateComplete;
    return new LikeButtonDriver(element);
  }

  /** Removes all elements of the test from the page. */
  static clear(): void {
    for (const place of made) place.remove();
    made.clear();
  }

  get root(): ShadowRoot {
    if (!this.element.shadowRoot) throw new Error('<like-button> has no shadow root yet');
    return this.element.shadowRoot;
  }

  #part(part: string): HTMLElement {
    const found = this.root.querySelector<HTMLElement>(`[part~="${part}"]`);
    if (!found) throw new Error(`<like-button> shows no ${part}`);
    return found;
  }

  get button(): HTMLButtonElement {
    return this.#part('button') as HTMLButtonElement;
  }

  get name(): string | null {
    return this.button.getAttribute('aria-label');
  }

  get shownCount(): string {
    return this.#part('count').textContent?.trim() ?? '';
  }

  /** "×12" while a combo lasts, otherwise ''. */
  get combo(): string {
    const combo = this.#part('combo');
    return combo.classList.contains('shown') ? (combo.textContent ?? '') : '';
  }

  /** Visible hearts; `own`, or those of other users. */
  rising(whose?: 'own' | 'other'): HTMLElement[] {
    const hearts = [...this.root.querySelectorAll<HTMLElement>('.heart')].filter((heart) =>
      heart.getAnimations().some(({ playState }) => playState === 'running'),
    );
    return whose ? hearts.filter((heart) => heart.classList.contains(whose)) : hearts;
  }

  async joined(): Promise<void> {
    await until(() => !this.button.disabled, 'the button can be pressed');
    await until(() => this.root.querySelector('.hearts') !== null, 'the code of the hearts is loaded');
  }

  async shows(count: string): Promise<void> {
    await until(() => this.shownCount === count, `the total is ${count} (it is ${this.shownCount})`);
  }

  get centre(): [number, number] {
    const { left, top, width, height } = this.button.getBoundingClientRect();
    return [Math.round(left + width / 2), Math.round(top + height / 2)];
  }

  async tap(): Promise<void> {
    await sendMouse({ type: 'click', position: this.centre });
  }
}
