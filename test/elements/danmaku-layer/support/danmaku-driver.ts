import { DanmakuLayer } from '../../../../src/elements/danmaku-layer/danmaku-layer.js';
import type { DanmakuDropEvent } from '../../../../src/elements/danmaku-layer/danmaku-drop-event.js';
import { defineElement } from '../../../../src/elements/shared/element-utils.js';
import { until } from '../../../support/until.js';

defineElement('danmaku-layer', DanmakuLayer);

const made = new Set<HTMLElement>();

/** Gives tests access to the shadow tree of a <danmaku-layer> in a frame of its own size. */
export class DanmakuDriver {
  readonly drops: DanmakuDropEvent[] = [];

  constructor(
    readonly frame: HTMLElement,
    readonly layer: DanmakuLayer,
  ) {
    layer.addEventListener('danmaku-drop', (event) => this.drops.push(event));
  }

  /** A layer in a frame of 600 × 300 px, with its controller loaded. */
  static async put(
    attributes: Record<string, string> = {},
    properties: Partial<DanmakuLayer> = {},
    inside: readonly HTMLElement[] = [],
  ): Promise<DanmakuDriver> {
    const frame = document.createElement('div');
    frame.style.cssText = 'position:relative;width:600px;height:300px;overflow:hidden;background:#456';
    const layer = document.createElement('danmaku-layer');
    for (const [name, value] of Object.entries({ motion: 'full', ...attributes })) layer.setAttribute(name, value);
    Object.assign(layer, properties);
    layer.append(...inside);
    frame.append(layer);
    document.body.prepend(frame);
    made.add(frame);
    const driver = new DanmakuDriver(frame, layer);
    await layer.updateComplete;
    return driver;
  }

  static clear(): void {
    for (const frame of made) frame.remove();
    made.clear();
  }

  get stage(): HTMLElement {
    return this.layer.shadowRoot?.querySelector('.stage') as HTMLElement;
  }

  /** All comments in the page, inside the stage or next to it. */
  items(): HTMLElement[] {
    return [...(this.layer.shadowRoot?.querySelectorAll<HTMLElement>('.item') ?? [])];
  }

  texts(): string[] {
    return this.items().map((item) => item.textContent ?? '');
  }

  item(text: string): Promise<HTMLElement> {
    return until(() => this.items().find((item) => item.textContent === text), `"${text}" flies`);
  }

  dropped(reason?: string): number {
    return this.drops.filter((drop) => !reason || drop.reason === reason).reduce((sum, { count }) => sum + count, 0);
  }

  /** Pairs of scrolling comments that overlap, visible or not. */
  overlaps(): string[] {
    const boxes = this.items()
      .filter((item) => !item.classList.contains('fixed'))
      .map((item) => ({ text: item.textContent, box: item.getBoundingClientRect() }));
    const pairs: string[] = [];
    boxes.forEach((a, index) => {
      for (const b of boxes.slice(index + 1)) {
        if (
          a.box.left < b.box.right &&
          b.box.left < a.box.right &&
          a.box.top < b.box.bottom - 0.5 &&
          b.box.top < a.box.bottom - 0.5
        )
          pairs.push(`${a.text} × ${b.text}`);
      }
    });
    return pairs;
  }

  /** px from the left edge of the stage. */
  left(item: HTMLElement): number {
    return item.getBoundingClientRect().left - this.stage.getBoundingClientRect().left;
  }
}
