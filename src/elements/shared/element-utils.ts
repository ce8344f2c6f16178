import type { ChatStatus, RoomSnapshot } from '../../room/model/room-snapshot.js';

/**
 * Defines the element `tag`. Does nothing if the tag is defined already, so that a page that loads the package twice
 * (CDN and bundle, two versions) keeps the first, or if there is no registry (on a server).
 */
export function defineElement(tag: string, constructor: CustomElementConstructor): void {
  if (typeof customElements === 'undefined' || customElements.get(tag)) return;
  customElements.define(tag, constructor);
}

// A node that was moved to another document is in Firefox an instance of the classes of that document's window, so
// `instanceof` with a class of this window is false. These functions look at the node itself.

/** Whether `value` is an element, of any document. */
export function isElement(value: unknown): value is Element {
  return (value as Node | null)?.nodeType === 1;
}

/** Whether `node` is a document. */
export function isDocument(node: Node): node is Document {
  return node.nodeType === 9;
}

/** Whether `node` is a shadow root, of any document. */
export function isShadowRoot(node: Node): node is ShadowRoot {
  return node.nodeType === 11 && 'host' in node;
}

/**
 * How large an element is drawn, as a factor of its CSS pixels: `transform: scale()` and `zoom` of ancestors. Lengths of
 * `getBoundingClientRect()` and of pointer events are divided by it.
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
  const keep = (event: Event): void => {
    const { target, key, ctrlKey, metaKey } = event as KeyboardEvent;
    if (!isElement(target) || target.getRootNode() !== root) return; // of the page, in a slot
    // On Windows, AltGr is reported as Ctrl and Alt.
    if ((ctrlKey || metaKey) && !(event as KeyboardEvent).getModifierState('AltGraph')) return;
    const isField = target.matches('input, textarea, select');
    if (isField ? !PAGE_KEYS.test(key) : CONTROL_KEYS.test(key)) event.stopPropagation();
  };
  for (const type of ['keydown', 'keypress', 'keyup']) root.addEventListener(type, keep);
}

const logged = new Set<string>();

/** Logs a warning about wrong markup for the page's author, once per text. Wrong markup never throws. */
export function devWarning(text: string): void {
  if (logged.has(text)) return;
  logged.add(text);
  console.warn(`live-chat-elements: ${text}`);
}

const STATES: readonly (ChatStatus | 'can-send')[] = [
  'idle',
  'connecting',
  'joined',
  'reconnecting',
  'closed',
  'failed',
  'can-send',
];

/** Sets the custom states of an element from a snapshot: its status, and `can-send`. */
export function syncCustomStates(
  internals: ElementInternals | undefined,
  { status, canSend }: Pick<RoomSnapshot, 'status' | 'canSend'>,
): void {
  // Engines without custom states have no `states`, and jsdom and happy-dom no internals.
  const states = internals?.states;
  for (const state of STATES) {
    if (state === status || (canSend && state === 'can-send')) states?.add(state);
    else states?.delete(state);
  }
}
