// On a touch screen, swiping a row towards its end replies to its message. Vertical movement still scrolls the list.
import type { ChatMessage } from '../../../room/model/chat-message.js';
import type { MessageRow } from './message-row.js';

/** Movement after which the direction of a touch is decided, CSS pixels. */
const DECIDE_PX = 10;
/** A swipe of this length replies, CSS pixels. */
const REPLY_PX = 56;
const MAX_PX = 72;

interface SwipeOptions {
  readonly rowOf: (node: EventTarget | null) => MessageRow | undefined;
  readonly canReply: (message: ChatMessage) => boolean;
  readonly onReply: (message: ChatMessage) => void;
}

interface Swipe {
  readonly row: MessageRow;
  readonly pointerId: number;
  readonly x: number;
  readonly y: number;
  /** 1 where the end of a row is at the right, -1 where it is at the left. */
  readonly direction: 1 | -1;
  isHorizontal: boolean;
  length: number;
}

/** Listens in the element that scrolls the rows, for as long as that element exists. */
export function listenForSwipes(scroller: HTMLElement, { rowOf, canReply, onReply }: SwipeOptions): void {
  let swipe: Swipe | undefined;
  const end = (): void => {
    swipe?.row.element.style.removeProperty('translate');
    swipe = undefined;
  };
  scroller.addEventListener('pointerdown', ({ target, pointerType, isPrimary, pointerId, clientX, clientY }) => {
    end();
    const row = pointerType === 'touch' && isPrimary ? rowOf(target) : undefined;
    if (!row || !canReply(row.message)) return;
    const direction = getComputedStyle(scroller).direction === 'rtl' ? -1 : 1;
    swipe = { row, pointerId, x: clientX, y: clientY, direction, isHorizontal: false, length: 0 };
  });
  scroller.addEventListener('pointermove', ({ pointerId, clientX, clientY }) => {
    if (swipe?.pointerId !== pointerId) return;
    const along = (clientX - swipe.x) * swipe.direction;
    const across = Math.abs(clientY - swipe.y);
    if (!swipe.isHorizontal) {
      if (across > DECIDE_PX || along < -DECIDE_PX) return end();
      if (along < DECIDE_PX) return;
      swipe.isHorizontal = true;
    }
    swipe.length = Math.min(Math.max(along, 0), MAX_PX);
    swipe.row.element.style.setProperty('translate', `${swipe.length * swipe.direction}px`);
  });
  scroller.addEventListener('pointerup', ({ pointerId }) => {
    if (swipe?.pointerId !== pointerId) return;
    const { row, length } = swipe;
    end();
    if (length >= REPLY_PX) onReply(row.message);
  });
  scroller.addEventListener('pointercancel', end);
}
