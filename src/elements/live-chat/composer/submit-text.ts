import type { Room } from '../../../room/room.js';
import { ChatBeforeSendEvent } from '../live-chat-events.js';

/**
 * Sends the user's text after `chat-before-send` has been dispatched. Returns true if the message is in the log, which
 * then shows its progress. A text that a listener cancelled, or that the room refused (`onRefused`), stays in the
 * composer.
 */
export function submitText(
  element: EventTarget,
  room: Room,
  draft: string,
  mentions: readonly string[],
  onRefused: (error: unknown) => void,
): boolean {
  const event = new ChatBeforeSendEvent(draft);
  if (!element.dispatchEvent(event)) return false;
  const text = event.text.trim();
  if (text === '') return false;
  try {
    room.enqueue(text, { mentions }).sent.catch(() => {
      // The row of the message shows the failure.
    });
    return true;
  } catch (error) {
    onRefused(error);
    return false;
  }
}
