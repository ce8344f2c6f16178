import type { ChatStatus, RoomSnapshot } from '../../room/model/room-snapshot.js';

/**
 * Defines the element `tag`. Does nothing if the tag is defined already, so that a page that loads the package twice
 * (CDN and bundle, two versions) keeps the first, or if there is no registry (on a server).
 */
export function defineElement(tag: string, constructor: CustomElementConstructor): void {
  if (typeof customElements === 'undefined' || customElements.get(tag)) return;
  customElements.define(tag, constructor);
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
