// Who follows whom. An element with `for="chat"` draws the room of the element whose id is `chat`, whichever of the two
// is
// parsed, upgraded, moved or removed first. Our elements report here when they come, go, or get another room or id;
// then
// every follower looks again. No document is observed: whatever can be followed is one of ours and reports by itself.

import type { Room } from '../../room/room.js';

/** A party to the association; in practice a RoomLink. */
export interface RoomParty {
  readonly element: HTMLElement;
  /** The room that the element has now. */
  readonly room: Room | undefined;
  /** Called when any party changed, so that a follower can look up its source again. */
  lookAgain(): void;
}

const parties = new Set<RoomParty>();
const partyOf = new WeakMap<Element, RoomParty>();
let telling = false;

/** Tells all parties, once for all changes of the same microtask. */
export function reportChange(): void {
  if (telling) return;
  telling = true;
  queueMicrotask(() => {
    telling = false;
    for (const party of [...parties]) party.lookAgain();
  });
}

/** Enters `party` while its element is in a document; call the result when it leaves. */
export function enterAssociation(party: RoomParty): () => void {
  parties.add(party);
  partyOf.set(party.element, party);
  const idObserver = new MutationObserver(reportChange);
  idObserver.observe(party.element, { attributeFilter: ['id'] });
  reportChange();
  return () => {
    idObserver.disconnect();
    parties.delete(party);
    partyOf.delete(party.element);
    reportChange();
  };
}

/** The party that `follower` names by `id`, in the follower's own tree; undefined while there is none. */
export function findSource(follower: HTMLElement, id: string): RoomParty | undefined {
  const root = follower.getRootNode();
  if (!(root instanceof Document || root instanceof ShadowRoot)) return undefined;
  const source = root.getElementById(id);
  return source && source !== follower ? partyOf.get(source) : undefined;
}
