import type { DecodedMessage } from './decode-message.js';
import { MAX_ANNOUNCEMENT_BYTES, MAX_ID_LENGTH, MUTE_FOREVER_S } from './moderation.js';
import type { UntrustedJson } from './untrusted-json.js';

/** Marks our own control messages among the custom messages of Tencent's apps, which use `businessID` too. */
export const CONTROL_BUSINESS_ID = 'LiveChatElements_control';

/**
 * A control message to the room. By itself it is only what its sender wrote: it is applied when the service reports
 * that the sender is the application's administrator, the group's owner or one of its admins, and otherwise ignored.
 */
export type ControlMessage =
  /** Retracts a message, by its sequence number in the group and, where known, its id. */
  | { readonly action: 'retract'; readonly seq: number; readonly id: string }
  | { readonly action: 'announce'; readonly text: string }
  /** A user is muted for so many seconds, or unmuted (0). Live rooms send no event of it by default. */
  | { readonly action: 'mute'; readonly userId: string; readonly seconds: number }
  /** Everybody is muted, or not any more; without an event of the service by default. */
  | { readonly action: 'muteAll'; readonly muted: boolean }
  /** The room's settings or other metadata changed: the metadata as it is now (room-metadata.ts). */
  | { readonly action: 'metadata'; readonly text: string };

/** Longer than an introduction can be. */
const MAX_METADATA_LENGTH = 500;
const IGNORED: DecodedMessage = Object.freeze({ kind: 'ignored' });

/** Reads our own control message. One that cannot be read is ignored and not shown: it was not meant for users. */
export function readControlMessage(wire: UntrustedJson): DecodedMessage {
  const data = wire.object('data');
  const action = data?.string('action');
  if (data && action === 'retract') {
    const seq = Math.max(data.integer('seq') ?? 0, 0);
    const id = data.string('id', MAX_ID_LENGTH);
    return seq > 0 || id ? { kind: 'control', control: { action, seq, id } } : IGNORED;
  }
  if (data && action === 'announce')
    return { kind: 'control', control: { action, text: data.string('text', MAX_ANNOUNCEMENT_BYTES) } };
  if (data && action === 'metadata')
    return { kind: 'control', control: { action, text: data.string('text', MAX_METADATA_LENGTH) } };
  if (data && action === 'mute') {
    const userId = data.string('userId', MAX_ID_LENGTH);
    const seconds = Math.min(Math.max(data.integer('seconds') ?? -1, -1), MUTE_FOREVER_S);
    return userId && seconds >= 0 ? { kind: 'control', control: { action, userId, seconds } } : IGNORED;
  }
  const muted = data?.get('muted');
  if (action === 'muteAll' && typeof muted === 'boolean') return { kind: 'control', control: { action, muted } };
  return IGNORED;
}

/** The data of a custom message that carries `control`. Its sender decides whether it is applied. */
export function writeControlMessage(control: ControlMessage): string {
  return JSON.stringify({ version: '1.0', platform: 'Web', businessID: CONTROL_BUSINESS_ID, data: control });
}
