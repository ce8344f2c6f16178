// Stops the comment under the pointer: the scrolling comment is hidden and a fixed copy with action buttons is shown in
// its place. Its lane keeps moving, so that no comments collide. Loaded when a layer is `interactive`.
// The message list has the same actions for keyboards and assistive technology; nothing here takes the focus.

import { retryImport } from '../../util/retry-import.js';
import { adoptStyles } from '../shared/adopt-styles.js';
import { scaleOf } from '../shared/dom-events.js';
import { LocalizeController, type LocalizeHost } from '../shared/localize-controller.js';
import { enCommentHover } from '../shared/terms/en-comment-hover.js';
import type { DanmakuComment } from './comment.js';
import type { DanmakuEngine } from './danmaku-engine.js';
import { hoverStyles } from './comment-hover.styles.js';

/** How long the copy stays after the pointer has left it, ms. */
const RELEASE_MS = 400;
const FADE_MS = 120;

export interface HoverActions {
  /** Undefined without a room. */
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
    adoptStyles(stage.getRootNode(), [hoverStyles]);
  }

  /** `target` receives the pointer's events: the picture, or the element that the layer covers. */
  start(target: HTMLElement): void {
    this.stop();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    target.addEventListener('pointermove', (event) => this.#handlePointer(event), { signal, passive: true });
    target.addEventListener('pointerdown', (event) => this.#handlePointer(event), { signal, passive: true });
    target.addEventListener('pointerleave', () => this.#scheduleRelease(), { signal });
  }

  stop(): void {
    this.#stop?.abort();
    this.#release();
  }

  /** Removes the copy of a comment that must not be shown any more. */
  remove(isUnwanted: (comment: DanmakuComment) => boolean): void {
    if (this.#hovered && isUnwanted(this.#hovered.comment)) this.#release();
  }

  #handlePointer(event: PointerEvent): void {
    if (this.#hovered && event.composedPath().includes(this.#hovered.copy)) {
      clearTimeout(this.#timer);
      return;
    }
    // A moving finger scrolls the page, so only a tap counts. A pressed mouse is dragging something.
    if (event.type === 'pointermove' && (event.pointerType !== 'mouse' || event.buttons !== 0)) return;
    const stageBox = this.#stage.getBoundingClientRect();
    const rightToLeft = getComputedStyle(this.#stage).direction === 'rtl';
    const scale = scaleOf(this.#stage);
    const hit = this.#engine.hitTest(
      (rightToLeft ? stageBox.right - event.clientX : event.clientX - stageBox.left) / scale,
      (event.clientY - stageBox.top) / scale,
    );
    if (hit && hit.node.style.visibility !== 'hidden') this.#showCopy(hit.comment, hit.node);
    else if (event.type === 'pointerdown') this.#release();
    else this.#scheduleRelease();
  }

  /** The box of an element on the stage, in CSS px of the stage. */
  #boxOf(element: HTMLElement): { left: number; top: number; width: number; height: number } {
    const stage = this.#stage.getBoundingClientRect();
    const { left, top, width, height } = element.getBoundingClientRect();
    const scale = scaleOf(this.#stage);
    return {
      left: (left - stage.left) / scale,
      top: (top - stage.top) / scale,
      width: width / scale,
      height: height / scale,
    };
  }

  #showCopy(comment: DanmakuComment, original: HTMLElement): void {
    this.#release();
    const box = this.#boxOf(original);
    const copy = document.createElement('div');
    copy.className = 'hovered';
    copy.setAttribute('part', 'hovered');
    const content = original.cloneNode(true) as HTMLElement;
    content.classList.remove('fixed');
    content.style.cssText = `margin:0;color:${original.style.color}`;
    copy.append(content, ...this.#buttons(comment));
    const { font } = getComputedStyle(original);
    copy.style.cssText = `font:${font};--_lane:${box.height}px;inset-block-start:${box.top}px;left:0`;
    this.#stage.append(copy);
    // The text stays where it was, as far as the whole copy with its buttons fits on the stage.
    const contentBox = this.#boxOf(content);
    const copyBox = this.#boxOf(copy);
    const place = (wanted: number, space: number): string => `${Math.max(0, Math.min(wanted, space))}px`;
    copy.style.left = place(box.left - (contentBox.left - copyBox.left), this.#stage.offsetWidth - copyBox.width);
    copy.style.insetBlockStart = place(
      box.top - (contentBox.top - copyBox.top),
      this.#stage.offsetHeight - copyBox.height,
    );
    original.style.visibility = 'hidden';
    copy.animate({ opacity: [0.6, 1] }, FADE_MS);
    this.#hovered = { comment, original, copy };
  }

  #buttons({ text, userId, nick }: DanmakuComment): HTMLElement[] {
    const { like, hideUser } = this.#actions();
    const buttons = [
      this.#button(this.#localize.term('copy'), (button) => {
        const showResult = (copied: boolean) =>
          (button.textContent = this.#localize.term(copied ? 'copied' : 'copyFailed'));
        // Undefined in a page that is not a secure context.
        const clipboard = navigator.clipboard as Clipboard | undefined;
        if (clipboard)
          clipboard.writeText(text).then(
            () => showResult(true),
            () => showResult(false),
          );
        else showResult(false);
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
          retryImport(() => import('../shared/preferences/preferences.lazy.js'), 'preferences').then(
            (store) => store.nameHidden([userId], nick),
            () => undefined, // the options of the chat show the id
          );
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
    // Keeps the focus where it is: the stage is hidden from assistive technology, so nothing in it may be focused.
    button.addEventListener('pointerdown', (event) => event.preventDefault());
    button.addEventListener('mousedown', (event) => event.preventDefault());
    button.addEventListener('click', (event) => {
      event.stopPropagation(); // the player must not see a click
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
