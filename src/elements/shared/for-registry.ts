// The registry behind `for="id"`. An element with `for="chat"` uses the room of the element whose id is `chat`,
// whichever of the two is parsed, upgraded, moved or removed first. Every element of ours registers here while it is in
// a document, and reports when its room or its id changes; every element with `for` is then updated. The document needs
// no observer, because only registered elements can be followed.
import type { Room } from '../../room/room.js';
import { isDocument, isShadowRoot } from './element-utils.js';

/** A registered element; implemented by `RoomSubscription`. */
export interface RegisteredElement {
  readonly element: HTMLElement;
  /** The current room of the element. */
  readonly room: Room | undefined;
  /** Called when any registered element has changed, to look up the element that `for` names again. */
  update(): void;
}

const registered = new Set<RegisteredElement>();
const entries = new WeakMap<Element, RegisteredElement>();
let isScheduled = false;

/** Updates all registered elements, once for all changes within a microtask. */
export function notifyChanged(): void {
  if (isScheduled) return;
  isScheduled = true;
  queueMicrotask(() => {
    isScheduled = false;
    for (const entry of [...registered]) entry.update();
  });
}

/** Registers an element while it is in a document. Returns the function that removes it. */
export function register(entry: RegisteredElement): () => void {
  registered.add(entry);
  entries.set(entry.element, entry);
  const idObserver = new MutationObserver(notifyChanged);
  idObserver.observe(entry.element, { attributeFilter: ['id'] });
  notifyChanged();
  return () => {
    idObserver.disconnect();
    registered.delete(entry);
    entries.delete(entry.element);
    notifyChanged();
  };
}

/** The registered element with the id `id` in the tree of `follower`, if there is one. */
export function findSource(follower: HTMLElement, id: string): RegisteredElement | undefined {
  const root = follower.getRootNode();
  if (!isDocument(root) && !isShadowRoot(root)) return undefined;
  const source = root.getElementById(id);
  return source && source !== follower ? entries.get(source) : undefined;
}
