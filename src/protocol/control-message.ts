import type { DecodedMessage } from './decode-message.js';
import type { UntrustedJson } from './untrusted-json.js';

/**
 * Marks our own control messages among the custom messages of Tencent's apps, which name their kind in `businessID`
 * too.
 */
export const CONTROL_BUSINESS_ID = 'LiveChatElements_control';

/**
 * An order to the room. It is only what somebody wrote: it counts when the service says that the sender is the
 * application's administrator, the group's owner or one of its admins, and for nobody else.
 */
export type ControlMessage =
  /** Take a message back, by its position in the group and, where known, its id. */
  | { readonly action: 'retract'; readonly seq: number; readonly id: string }
  | { readonly action: 'announce'; readonly text: string }
  /** The room's settings and the like changed: its notes as they stand now (room-notes.ts). */
  | { readonly action: 'notes'; readonly text: string };

const MAX_ID_LENGTH = 128;
/** Tencent's limit for a group's notification, in bytes; characters here. */
const MAX_ANNOUNCEMENT_LENGTH = 300;
/** Longer than an introduction can be. */
const MAX_METADATA_LENGTH = 500;
const IGNORED: DecodedMessage = Object.freeze({ kind: 'ignored' });

/** Our own control message. One that cannot be read is ignored, not shown: it was no message to people. */
export function readControlMessage(wire: UntrustedJson): DecodedMessage {
  const data = wire.object('data');
  const action = data?.string('action');
  if (data && action === 'retract') {
    const seq = Math.max(data.integer('seq') ?? 0, 0);
    const id = data.string('id', MAX_ID_LENGTH);
    return seq > 0 || id ? { kind: 'control', control: { action, seq, id } } : IGNORED;
  }
  if (data && action === 'announce')
    return { kind: 'control', control: { action, text: data.string('text', MAX_ANNOUNCEMENT_LENGTH) } };
  if (data && action === 'notes')
    return { kind: 'control', control: { action, text: data.string('text', MAX_METADATA_LENGTH) } };
  return IGNORED;
}

/** The data of a custom message that carries `control`. Whether it counts is decided by who sends it. */
export function writeControlMessage(control: ControlMessage): string {
  return JSON.stringify({ version: '1.0', platform: 'Web', businessID: CONTROL_BUSINESS_ID, data: control });
}
