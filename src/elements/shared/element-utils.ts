import type { ChatStatus, RoomSnapshot } from '../../room/model/room-snapshot.js';

/**
 * Registers `tag`, quietly when it is taken: a page that loads us twice (CDN and bundle, two versions) keeps the first.
 * Does nothing where there is no registry (a server).
 */
export function defineElement(tag: string, constructor: CustomElementConstructor): void {
  if (typeof customElements === 'undefined' || customElements.get(tag)) return;
  customElements.define(tag, constructor);
}

const shown = new Set<string>();

/** Tells the page's author about wrong markup, once per text. Wrong markup never throws. */
export function devWarning(text: string): void {
  if (shown.has(text)) return;
  shown.add(text);
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

/** Keeps an element's custom states in step with a snapshot: its status, and whether this person can send. */
export function syncCustomStates(
  { states }: ElementInternals,
  { status, canSend }: Pick<RoomSnapshot, 'status' | 'canSend'>,
): void {
  for (const state of STATES) {
    // Optional: engines before custom states had no `states` at all.
    if (state === status || (canSend && state === 'can-send')) (states as CustomStateSet | undefined)?.add(state);
    else (states as CustomStateSet | undefined)?.delete(state);
  }
}
