// Who follows whom. An element with `for="chat"` draws the room of the element whose id is `chat`, whichever of the two
// is
// parsed, upgraded, moved or removed first. Our elements report here when they come, go, or get another room or id;
// then
// every follower looks again. No document is observed: whatever can be followed is one of ours and reports by itself.

import type { Room } from '../../room/room.js';

/** A party to the association; in practice a RoomLink. */
export interface RegisteredElement {
  readonly element: HTMLElement;
  /** The room that the element has now. */
  readonly room: Room | undefined;
  /** Called when any party changed, so that a follower can look up its source again. */
  update(): void;
}

const registered = new Set<RegisteredElement>();
const registeredElementOf = new WeakMap<Element, RegisteredElement>();
let isScheduled = false;

/** Tells all parties, once for all changes of the same microtask. */
export function notifyChanged(): void {
  if (isScheduled) return;
  isScheduled = true;
  queueMicrotask(() => {
    isScheduled = false;
    for (const party of [...registered]) party.update();
  });
}

/** Enters `party` while its element is in a document; call the result when it leaves. */
export function register(party: RegisteredElement): () => void {
  registered.add(party);
  registeredElementOf.set(party.element, party);
  const idObserver = new MutationObserver(notifyChanged);
  idObserver.observe(party.element, { attributeFilter: ['id'] });
  notifyChanged();
  return () => {
    idObserver.disconnect();
    registered.delete(party);
    registeredElementOf.delete(party.element);
    notifyChanged();
  };
}

/** The party that `follower` names by `id`, in the follower's own tree; undefined while there is none. */
export function findSource(follower: HTMLElement, id: string): RegisteredElement | undefined {
  const root = follower.getRootNode();
  if (!(root instanceof Document || root instanceof ShadowRoot)) return undefined;
  const source = root.getElementById(id);
  return source && source !== follower ? registeredElementOf.get(source) : undefined;
}
