import type { ChatMessage } from '../../../room/model/chat-message.js';
import type { Room } from '../../../room/room.js';
import { formatDuration } from '../../shared/format.js';
import type { LocalizeController } from '../../shared/localize-controller.js';
import { type Toast, errorText } from '../toast.js';
import { BAN_SECONDS, MUTE_SECONDS, type RowAction } from './row-menu.js';

export interface RowActionOptions {
  readonly room: Room;
  readonly localize: LocalizeController;
  readonly toast: Toast;
  readonly mention: (userId: string, nick: string) => void;
}

/** Performs an action of the row menu, and shows the result in a toast, with "Undo" where the service supports it. */
export async function performRowAction(
  action: RowAction,
  message: ChatMessage,
  { room, localize, toast, mention }: RowActionOptions,
): Promise<void> {
  const { id, from, text } = message;
  const undo = (run: () => void) => ({ label: localize.term('undo'), run });
  try {
    switch (action) {
      case 'copy':
        toast.show({ text: await copy(text, localize) });
        break;
      case 'mention':
        mention(from.userId, from.nick);
        break;
      case 'hide':
        room.hideUser(from.userId);
        toast.show({
          text: localize.term('userHidden', { name: from.nick }),
          action: undo(() => room.unhideUser(from.userId)),
        });
        break;
      case 'retry':
        await room.retry(id);
        break;
      case 'discard':
        room.discard(id);
        break;
      case 'mute':
        await room.mute(from.userId, MUTE_SECONDS);
        toast.show({
          text: localize.term('userMutedFor', {
            name: from.nick,
            duration: formatDuration(localize.lang, MUTE_SECONDS),
          }),
          action: undo(
            () =>
              void room.unmute(from.userId).catch((error: unknown) => toast.show({ text: errorText(error, localize) })),
          ),
        });
        break;
      case 'ban':
        await room.ban(from.userId, BAN_SECONDS);
        toast.show({ text: localize.term('userBanned', { name: from.nick }) });
        break;
      case 'retract':
        await room.retract(id);
        break;
    }
  } catch (error) {
    // The row of the message shows a failed retry.
    if (action !== 'retry') toast.show({ text: errorText(error, localize) });
  }
}

/** Copies the text. Returns the result as text for the user. */
async function copy(text: string, localize: LocalizeController): Promise<string> {
  try {
    await navigator.clipboard.writeText(text);
    return localize.term('copied');
  } catch (error) {
    // Not permitted, or not a secure context.
    if (error instanceof DOMException || error instanceof TypeError) return localize.term('copyFailed');
    throw error;
  }
}
