import type { TextFilter } from '../../room/model/room-options.js';
import type { Room } from '../../room/room.js';
import { devWarning } from '../shared/element-utils.js';

/**
 * The filters of one element in the room that it draws: lent to one room at a time, taken back when there are others.
 */
export class FilterRegistration {
  #room: Room | undefined;
  #filters: readonly TextFilter[] | null | undefined;
  #unregister: (() => void) | undefined;

  /** Wrong filters are said in a warning, and those before stay. `signal`: the element lets the room go. */
  update(room: Room | undefined, filters: readonly TextFilter[] | null | undefined, signal?: AbortSignal): void {
    if (room === this.#room) {
      if (filters === this.#filters) return;
    } else {
      this.#unregister?.();
      this.#unregister = undefined;
      this.#room = room;
      // Whatever fails in the page's own functions is for its author to see.
      if (room) room.on('error', ({ code, message }) => code === 'page/filter' && devWarning(message), { signal });
    }
    this.#filters = filters;
    if (!room) return;
    try {
      const takeBack = room.addFilters(filters ?? []);
      this.#unregister?.();
      this.#unregister = takeBack;
    } catch (error) {
      devWarning(
        `<live-chat> filters: ${error instanceof Error ? error.message : String(error)} The filters before stay as they were.`,
      );
    }
  }
}
