// Holds a comment that the pointer is on: the one in flight is hidden and a still copy stands in its place, with what
// can be
// done with it. The lane goes on, so nothing can run into anything. Loaded when a layer is `interactive`.
// Assistive technology and keyboards have the same in the log; nothing here takes the focus.

import { adoptStyles } from '../shared/adopt-styles.js';
import { LocalizeController, type LocalizeHost } from '../shared/localize-controller.js';
import { enCommentHover } from '../shared/terms/en-shell.js';
import type { DanmakuComment } from './comment.js';
import type { DanmakuEngine } from './danmaku-engine.js';
import { holdStyles } from './comment-hover.styles.js';

/** The copy stays this long after the pointer has left it, ms. */
const RELEASE_MS = 400;
const FADE_MS = 120;

export interface HoverActions {
  /** Undefined: there is no room to like in. */
  readonly like: (() => void) | undefined;
  readonly hideUser: ((userId: string) => void) | undefined;
}

interface HoveredComment {
  readonly comment: DanmakuComment;
  readonly original: HTMLElement;
  readonly copy: HTMLElement;
}

export class CommentHover {
  readonly #stage: HTMLElement;
  readonly #engine: DanmakuEngine;
  readonly #actions: () => HoverActions;
  readonly #localize: LocalizeController<keyof typeof enCommentHover>;
  #stop: AbortController | undefined;
  #hovered: HoveredComment | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: LocalizeHost, stage: HTMLElement, engine: DanmakuEngine, actions: () => HoverActions) {
    this.#stage = stage;
    this.#engine = engine;
    this.#actions = actions;
    this.#localize = new LocalizeController(host, enCommentHover);
    adoptStyles(stage.getRootNode(), [holdStyles]);
  }

  /** `ground` gets the pointer's events: the picture, or what the layer covers. */
  start(ground: HTMLElement): void {
    this.stop();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    ground.addEventListener('pointermove', (event) => this.#handlePointer(event), { signal, passive: true });
    ground.addEventListener('pointerdown', (event) => this.#handlePointer(event), { signal, passive: true });
    ground.addEventListener('pointerleave', () => this.#scheduleRelease(), { signal });
  }

  stop(): void {
    this.#stop?.abort();
    this.#release();
  }

  /** Lets go of a comment that must not be seen any more. */
  remove(unwanted: (comment: DanmakuComment) => boolean): void {
    if (this.#hovered && unwanted(this.#hovered.comment)) this.#release();
  }

  #handlePointer(event: PointerEvent): void {
    if (this.#hovered && event.composedPath().includes(this.#hovered.copy)) {
      clearTimeout(this.#timer);
      return;
    }
    // A finger that moves scrolls the page; only its tap means a comment. A mouse that is pressed drags something.
    if (event.type === 'pointermove' && (event.pointerType !== 'mouse' || event.buttons !== 0)) return;
    const around = this.#stage.getBoundingClientRect();
    const rightToLeft = getComputedStyle(this.#stage).direction === 'rtl';
    const picked = this.#engine.hitTest(
      rightToLeft ? around.right - event.clientX : event.clientX - around.left,
      event.clientY - around.top,
    );
    if (picked && picked.node.style.visibility !== 'hidden') this.#hold(picked.comment, picked.node, around);
    else if (event.type === 'pointerdown') this.#release();
    else this.#scheduleRelease();
  }

  #hold(comment: DanmakuComment, original: HTMLElement, around: DOMRect): void {
    this.#release();
    const box = original.getBoundingClientRect();
    const copy = document.createElement('div');
    copy.className = 'hovered';
    copy.setAttribute('part', 'hovered');
    const words = original.cloneNode(true) as HTMLElement;
    words.classList.remove('still');
    words.style.cssText = `margin:0;color:${original.style.color}`;
    copy.append(words, ...this.#buttons(comment));
    copy.style.cssText = `font:${getComputedStyle(original).font};--_lane:${box.height}px;inset-block-start:${box.top - around.top}px;left:0`;
    this.#stage.append(copy);
    // The words stand where they flew, but the whole of it, with its buttons, stays on the stage.
    const inset = words.getBoundingClientRect();
    const ground = copy.getBoundingClientRect();
    const left = Math.max(
      0,
      Math.min(box.left - around.left - (inset.left - ground.left), around.width - ground.width),
    );
    const top = Math.max(0, Math.min(box.top - around.top - (inset.top - ground.top), around.height - ground.height));
    copy.style.left = `${left}px`;
    copy.style.insetBlockStart = `${top}px`;
    original.style.visibility = 'hidden';
    copy.animate({ opacity: [0.6, 1] }, FADE_MS);
    this.#hovered = { comment, original, copy };
  }

  #buttons({ text, userId, nick }: DanmakuComment): HTMLElement[] {
    const { like, hideUser } = this.#actions();
    const buttons = [
      this.#button(this.#localize.term('copy'), (button) => {
        const say = (copied: boolean) => (button.textContent = this.#localize.term(copied ? 'copied' : 'copyFailed'));
        // Undefined where the page is not secure.
        const clipboard = navigator.clipboard as Clipboard | undefined;
        if (clipboard)
          clipboard.writeText(text).then(
            () => say(true),
            () => say(false),
          );
        else say(false);
      }),
    ];
    if (like)
      buttons.push(
        this.#button(this.#localize.term('like'), () => {
          like();
          this.#release();
        }),
      );
    if (hideUser && userId)
      buttons.push(
        this.#button(this.#localize.term('hideUser', { name: nick }), () => {
          hideUser(userId);
          this.#release();
        }),
      );
    return buttons;
  }

  #button(label: string, act: (button: HTMLElement) => void): HTMLElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.tabIndex = -1;
    button.textContent = label;
    button.setAttribute('part', 'hovered-action');
    // Keeps the focus where it is: the stage is hidden from assistive technology, so nothing in it may have the focus.
    button.addEventListener('pointerdown', (event) => event.preventDefault());
    button.addEventListener('mousedown', (event) => event.preventDefault());
    button.addEventListener('click', (event) => {
      event.stopPropagation(); // not a click on the player
      act(button);
    });
    return button;
  }

  #scheduleRelease(): void {
    if (!this.#hovered) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#release(), RELEASE_MS);
  }

  #release(): void {
    clearTimeout(this.#timer);
    if (!this.#hovered) return;
    const { original, copy } = this.#hovered;
    this.#hovered = undefined;
    original.style.visibility = '';
    copy.animate({ opacity: [1, 0] }, { duration: FADE_MS, fill: 'forwards' }).onfinish = () => copy.remove();
  }
}
