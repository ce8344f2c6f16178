// Helpers for pointer and key events in a shadow root. Apart from element-utils.ts, which every first download has.
import { isElement } from './element-utils.js';

/**
 * How large an element is drawn, as a factor of its CSS pixels: `transform: scale()` and `zoom` of ancestors. Lengths
 * of `getBoundingClientRect()` and of pointer events are divided by it.
 */
export function scaleOf(element: HTMLElement): number {
  return element.getBoundingClientRect().width / element.offsetWidth || 1;
}

/** The closest element that matches `selector`, from the target of an event; `null` without one. */
export function closestElement(target: EventTarget | null, selector: string): HTMLElement | null {
  return isElement(target) ? target.closest<HTMLElement>(selector) : null;
}

/** Keys with which buttons, menus and lists are operated. */
const CONTROL_KEYS = /^( |Enter|Home|End|Arrow.+|Page.+)$/;
/** Keys that a field leaves to the page: they type nothing. */
const PAGE_KEYS = /^(Escape|Tab|Shift|Control|Alt|AltGraph|Meta)$/;

/**
 * Keeps the keys that are used in a shadow root from the page: in a field all that type, elsewhere those that operate
 * controls. Outside of the root the target of the event is the host, so that a player with keys of its own cannot know
 * that somebody is typing. Shortcuts with Ctrl or Command pass.
 */
export function keepKeys(root: Node): void {
  for (const type of ['keydown', 'keypress', 'keyup']) root.addEventListener(type, keepKey);
}

function keepKey(event: Event): void {
  const { target, key, ctrlKey, metaKey } = event as KeyboardEvent;
  if (!isElement(target) || target.getRootNode() !== event.currentTarget) return; // of the page, in a slot
  // On Windows, AltGr is reported as Ctrl and Alt.
  if ((ctrlKey || metaKey) && !(event as KeyboardEvent).getModifierState('AltGraph')) return;
  const isField = target.matches('input, textarea, select');
  if (isField ? !PAGE_KEYS.test(key) : CONTROL_KEYS.test(key)) event.stopPropagation();
}
