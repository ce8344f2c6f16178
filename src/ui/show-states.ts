import type { ChatStatus, RoomSnapshot } from '../room/room-snapshot.js';

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
export function showStates(
  { states }: ElementInternals,
  { status, canSend }: Pick<RoomSnapshot, 'status' | 'canSend'>,
): void {
  for (const state of STATES) {
    // Optional: engines before custom states had no `states` at all.
    if (state === status || (canSend && state === 'can-send')) (states as CustomStateSet | undefined)?.add(state);
    else (states as CustomStateSet | undefined)?.delete(state);
  }
}
