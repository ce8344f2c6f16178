// Allocation of lanes, as pure arithmetic.
//
// All scrolling comments of a layer move at one speed, so they do not move relative to each other: a lane is a line,
// and a comment occupies the interval from `start` to `start + length` of it. Two comments overlap only if their
// intervals do. This holds through pauses and changes of speed and stage width, because none of them changes a position
// on the line. For fixed comments the line is time: an interval lasts from one moment to another. This module does not
// know what a comment is, when it arrived, or what happens to one that gets no lane.

/** A position on a lane. */
export interface LanePosition {
  readonly lane: number;
  readonly start: number;
}

/** Lanes of equal height, counted from the top. */
export class Lanes {
  /**
   * The position from which each lane is free. Includes lanes for which a lower stage has no space at present, because
   * their comments are still there.
   */
  #free: Float64Array;
  #height: number;
  #count: number;

  /** `height`: height of a lane, px; used by `resize` only. */
  constructor(count: number, height: number) {
    this.#free = new Float64Array(count).fill(-Infinity);
    this.#height = height;
    this.#count = count;
  }

  get count(): number {
    return this.#count;
  }

  /**
   * Allocates `length` at `from`, or at the next position at which a lane is free, up to `limit`. Of several lanes that
   * are free at `from` the topmost is taken. Undefined when no lane is free by `limit`.
   */
  allocate(from: number, length: number, limit = Infinity): LanePosition | undefined {
    let lane = -1;
    let start = Infinity;
    for (let index = 0; index < this.#count; index++) {
      const free = this.#free[index] as number;
      if (free <= from) {
        lane = index;
        start = from;
        break;
      }
      if (free < start) {
        lane = index;
        start = free;
      }
    }
    if (lane < 0 || start > limit) return undefined;
    this.#free[lane] = start + length;
    return { lane, start };
  }

  /** Allocates `length` exactly at `start` on the lane that becomes free first; comments may overlap. */
  allocateOverlapping(start: number, length: number): LanePosition {
    let lane = 0;
    for (let index = 1; index < this.#count; index++)
      if ((this.#free[index] as number) < (this.#free[lane] as number)) lane = index;
    this.#free[lane] = Math.max(this.#free[lane] as number, start) + length;
    return { lane, start };
  }

  /** Keeps a lane occupied up to `end`. */
  occupyUntil(lane: number, end: number): void {
    this.#free[lane] = Math.max(this.#free[lane] ?? end, end);
  }

  /** Changes number and height of the lanes under the same comments. A new lane is free when all it covers are. */
  resize(count: number, height: number): void {
    this.#count = count;
    const old = this.#free;
    const oldHeight = this.#height;
    if (count <= old.length && height === oldHeight) return;
    this.#free = new Float64Array(Math.max(count, Math.ceil((old.length * oldHeight) / height))).fill(-Infinity);
    this.#height = height;
    for (let lane = 0; lane < this.#free.length; lane++) {
      const first = Math.floor((lane * height) / oldHeight);
      const end = Math.min(old.length, Math.ceil(((lane + 1) * height) / oldHeight));
      for (let index = first; index < end; index++)
        this.#free[lane] = Math.max(this.#free[lane] as number, old[index] as number);
    }
  }

  /** Frees all lanes. */
  clear(): void {
    this.#free.fill(-Infinity);
  }
}
