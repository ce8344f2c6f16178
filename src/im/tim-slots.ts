// The service lets a web user be in one live room at a time, so one client per application and page. Whoever comes while
// another is leaving waits; whoever comes while another stays is told so.
import { IM_ERROR_CODE, ImError } from './im-error.js';

/** A page that moves on may mount the new room a moment before it takes down the old one. */
const GRACE_MS = 300;

interface Slot {
  readonly owner: object;
  isLeaving: boolean;
  readonly left: Promise<void>;
  readonly leave: () => void;
}

class TimSlots {
  readonly #slots = new Map<number, Slot>();

  /** Resolves when `owner` has the slot; rejects with `ImError` oneAtATime. An owner keeps one slot: taking another frees the first. */
  async take(sdkAppId: number, owner: object): Promise<void> {
    for (;;) {
      const held = this.#slots.get(sdkAppId);
      if (held?.owner === owner) return;
      if (!held) break;
      if (!held.isLeaving) await Promise.race([held.left, new Promise((resolve) => setTimeout(resolve, GRACE_MS))]);
      if (this.#slots.get(sdkAppId) === held && !held.isLeaving) {
        throw new ImError(IM_ERROR_CODE.oneAtATime, 'Another room of the same application is open on this page.');
      }
      await held.left;
    }
    this.release(owner);
    const { promise, resolve } = withResolver();
    this.#slots.set(sdkAppId, { owner, isLeaving: false, left: promise, leave: resolve });
  }

  /** From now on others wait for `release` and are not refused. */
  leaving(owner: object): void {
    for (const slot of this.#slots.values()) if (slot.owner === owner) slot.isLeaving = true;
  }

  release(owner: object): void {
    for (const [sdkAppId, slot] of this.#slots) {
      if (slot.owner !== owner) continue;
      this.#slots.delete(sdkAppId);
      slot.leave();
    }
  }
}

function withResolver(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => (resolve = settle));
  return { promise, resolve };
}

/** Of this page. */
export const timSlots = new TimSlots();
