import type { Room } from '../../../room/room.js';
import { ChatBeforeSendEvent } from '../live-chat-events.js';

/**
 * Sends what the person wrote, after the page had its say (`chat-before-send`). True when it stands in the log: then
 * the row
 * says how it goes on. A text that was vetoed, or refused before it was shown (`onRefused`), stays in the field.
 */
export function submitText(
  element: EventTarget,
  room: Room,
  text: string,
  mentions: readonly string[],
  onRefused: (error: unknown) => void,
): boolean {
  const event = new ChatBeforeSendEvent(text);
  if (!element.dispatchEvent(event)) return false;
  const words = event.text.trim();
  if (words === '') return false;
  let isShown = false;
  const stop = room.on('messages', () => (isShown = true));
  const sent = room.send(words, { mentions });
  stop();
  sent.catch((error: unknown) => {
    if (!isShown) onRefused(error);
  });
  return isShown;
}
