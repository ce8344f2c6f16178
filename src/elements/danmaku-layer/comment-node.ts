import { PRIORITY, type DanmakuComment } from './comment.js';

/** The element of one comment. Made by hand: a template would cost more than the comment. */
export function createCommentNode({ priority, image }: DanmakuComment, text: string): HTMLElement {
  const node = document.createElement('span');
  node.className = priority === PRIORITY.own ? 'item own' : priority === PRIORITY.staff ? 'item staff' : 'item';
  node.setAttribute('part', priority === PRIORITY.own ? 'item item-own' : 'item');
  if (image) {
    const picture = new Image();
    picture.referrerPolicy = 'no-referrer';
    picture.alt = '';
    picture.onerror = () => (picture.hidden = true);
    picture.src = image;
    node.append(picture);
  }
  node.append(text);
  return node;
}
