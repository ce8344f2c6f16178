import type { TextFilter } from '../../room/model/room-options.js';
import type { Room } from '../../room/room.js';
import { devWarning } from '../shared/element-utils.js';

/** Keeps the filters of one element registered with its current room, and with no other. */
export class FilterRegistration {
  #room: Room | undefined;
  #filters: readonly TextFilter[] | null | undefined;
  #unregister: (() => void) | undefined;

  /** Invalid filters are reported as a warning, and the previous ones stay. `signal`: the element releases the room. */
  update(room: Room | undefined, filters: readonly TextFilter[] | null | undefined, signal?: AbortSignal): void {
    if (room === this.#room) {
      if (filters === this.#filters) return;
    } else {
      this.#unregister?.();
      this.#unregister = undefined;
      this.#room = room;
      // An error in a filter function of the page is reported to the page's author.
      if (room) room.on('error', ({ code, message }) => code === 'page/filter' && devWarning(message), { signal });
    }
    this.#filters = filters;
    if (!room) return;
    try {
      const unregister = room.addFilters(filters ?? []);
      this.#unregister?.();
      this.#unregister = unregister;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      devWarning(`<live-chat> filters: ${reason} The filters before stay as they were.`);
    }
  }
}
