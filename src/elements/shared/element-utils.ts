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
  for (const state of STATES) states?.[state === status || (canSend && state === 'can-send') ? 'add' : 'delete'](state);
}
