import { RANK, type DanmakuComment } from './comment.js';

/** The element of one comment. Made by hand: a template would cost more than the comment. */
export function createCommentNode({ rank, image }: DanmakuComment, text: string): HTMLElement {
  const node = document.createElement('span');
  node.className = rank === RANK.own ? 'item own' : rank === RANK.staff ? 'item staff' : 'item';
  node.setAttribute('part', rank === RANK.own ? 'item item-own' : 'item');
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
