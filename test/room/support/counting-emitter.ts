import { Emitter } from '../../../src/room/state/emitter.js';

/** An emitter that says how many listeners of all types it has. */
export class CountingEmitter<Events extends object> extends Emitter<Events> {
  get size(): number {
    return [...this.byType.values()].flatMap((listeners) => [...listeners]).length;
  }
}
