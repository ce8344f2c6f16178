import type { ReadMessage } from './read-message-result.js';
import type { WireObject } from './wire-object.js';

const MAX_ID_LENGTH = 128;
/** Tencent's limit for a group's notification, in bytes; characters here. */
const MAX_ANNOUNCEMENT_LENGTH = 300;
/** Longer than an introduction can be. */
const MAX_NOTES_LENGTH = 500;
const IGNORED: ReadMessage = Object.freeze({ kind: 'ignored' });

/** Our own control message. One that cannot be read is ignored, not shown: it was no message to people. */
export function readControl(wire: WireObject): ReadMessage {
  const data = wire.object('data');
  const action = data?.text('action');
  if (data && action === 'retract') {
    const seq = Math.max(data.whole('seq') ?? 0, 0);
    const id = data.text('id', MAX_ID_LENGTH);
    return seq > 0 || id ? { kind: 'control', control: { action, seq, id } } : IGNORED;
  }
  if (data && action === 'announce')
    return { kind: 'control', control: { action, text: data.text('text', MAX_ANNOUNCEMENT_LENGTH) } };
  if (data && action === 'notes')
    return { kind: 'control', control: { action, text: data.text('text', MAX_NOTES_LENGTH) } };
  return IGNORED;
}
