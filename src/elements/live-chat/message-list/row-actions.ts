// What the items of a row's menu do.
import type { ChatMessage, ChatUser } from '../../../room/model/chat-message.js';
import type { Room } from '../../../room/room.js';
import { retryImport } from '../../../util/retry-import.js';
import { formatDuration } from '../../shared/format.js';
import type { LocalizeController } from '../../shared/localize-controller.js';
import type { Toast } from '../toast.js';
import type { ListRenderer } from './list-renderer.js';
import { createReplyDraft, type ReplyDraft } from '../composer/reply-draft.js';

/** Duration of a mute from the menu. */
export const MUTE_SECONDS = 600;
/** Duration of a ban from the menu. */
export const BAN_SECONDS = 86_400;

/** What the user can select. */
export type RowAction =
  'reply' | 'quoted' | 'copy' | 'mention' | 'hide' | 'retry' | 'discard' | 'mute' | 'ban' | 'retract';

export interface RowActionOptions {
  readonly localize: LocalizeController;
  readonly toast: Toast;
  /** Throws a `TypeError` if there is no room. */
  readonly room: () => Room;
  readonly mention: (userId: string, nick: string) => void;
  readonly reply: (draft: ReplyDraft) => void;
  readonly renderer: ListRenderer;
}

/** Performs an action of the row menu, and shows the result in a toast, with "Undo" where the service supports it. */
export async function performRowAction(
  action: RowAction,
  message: ChatMessage,
  { room: roomOf, localize, toast, mention, reply, renderer }: RowActionOptions,
): Promise<void> {
  const { id, from, text, replyTo } = message;
  const undo = (run: () => void) => ({ label: localize.term('undo'), run });
  try {
    const room = roomOf();
    switch (action) {
      case 'reply':
        reply(createReplyDraft(message, localize));
        break;
      case 'quoted':
        showMessage(replyTo?.id ?? '', renderer);
        break;
      case 'copy':
        toast.show({ text: await copy(text, localize) });
        break;
      case 'mention':
        mention(from.userId, from.nick);
        break;
      case 'hide':
        room.hideUser(from.userId);
        rememberName(from);
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
          action: undo(() => void room.unmute(from.userId).catch((error: unknown) => toast.showError(error))),
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
    if (action !== 'retry') toast.showError(error);
  }
}

/** Stores the name of a hidden user for the options. Without it the options show the id. */
function rememberName({ userId, nick }: ChatUser): void {
  retryImport(() => import('../../shared/preferences/preferences.lazy.js'), 'preferences').then(
    (store) => store.nameHidden([userId], nick),
    () => undefined,
  );
}

/** Goes to the row of a message, if there is one, and marks it for a moment. */
function showMessage(id: string, renderer: ListRenderer): void {
  const row = renderer.rowById(id);
  if (!row) return;
  renderer.focusRow(renderer.rows.indexOf(row));
  const { element } = row;
  element.classList.add('marked');
  element.addEventListener('animationend', () => element.classList.remove('marked'), { once: true });
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
