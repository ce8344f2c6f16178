import type { PendingComment } from './pending-queue.js';

/** The text that is shown: with the number of equal comments that were merged into this one. */
export function displayText({ comment, count }: PendingComment): string {
  return count > 1 ? `${comment.text} ×${count}` : comment.text;
}

/** Creates the element of a comment. Not from a template, which would take longer than the rest of the work. */
export function createCommentNode(pending: PendingComment): HTMLElement {
  const { variant, image } = pending.comment;
  const node = document.createElement('span');
  node.className = `item ${variant}`;
  node.setAttribute('part', variant === 'own' || variant === 'gift' ? `item item-${variant}` : 'item');
  if (image) {
    const picture = new Image();
    picture.referrerPolicy = 'no-referrer';
    picture.alt = '';
    picture.onerror = () => (picture.hidden = true);
    picture.src = image;
    node.append(picture);
  }
  node.append(displayText(pending));
  return node;
}
