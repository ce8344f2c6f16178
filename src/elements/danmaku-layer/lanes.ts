// The lanes that comments fly in, as pure arithmetic.
//
// All comments of a layer move at one speed, so they do not move against each other: a lane is a line, and a comment is
// a piece of it, from `start` to `start + length`. Two comments never touch when their pieces do not. That holds
// through
// pauses, changes of speed and of the stage's width, because none of them changes a place on the line.
// For comments that stand still the line is time: a place is taken from one moment to another.
// It does not know what a comment is, when it came, or what happens to one that gets no place.

/** A place on a lane. */
export interface LanePosition {
  readonly lane: number;
  readonly start: number;
}

/** Lanes of equal height, counted from the top. */
export class Lanes {
  /**
   * From where on each lane is free for ever; also of lanes that a lower stage has no room for now, since what flies
   * there is still there.
   */
  #free: Float64Array;
  #height: number;
  #count: number;

  /** `height` is that of one lane, px; it matters only to `reshape`. */
  constructor(count: number, height: number) {
    this.#free = new Float64Array(count).fill(-Infinity);
    this.#height = height;
    this.#count = count;
  }

  get count(): number {
    return this.#count;
  }

  /**
   * Takes `length` on a lane, at `from` or as soon after it as any lane allows, but not after `limit`. Of the lanes
   * that
   * are free at `from` the uppermost is taken. Undefined when none is free by `limit`.
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

  /**
   * Takes `length` exactly at `start`, on the lane that was free first, whoever is there: comments may lie on each
   * other.
   */
  allocateOverlapping(start: number, length: number): LanePosition {
    let lane = 0;
    for (let index = 1; index < this.#count; index++)
      if ((this.#free[index] as number) < (this.#free[lane] as number)) lane = index;
    this.#free[lane] = Math.max(this.#free[lane] as number, start) + length;
    return { lane, start };
  }

  /** What is on a lane stays there until `end`. */
  occupyUntil(lane: number, end: number): void {
    this.#free[lane] = Math.max(this.#free[lane] ?? end, end);
  }

  /** Other lanes over the same comments: a new lane is free when all old ones that it covers in part are. */
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

  /** Everything is free again. */
  clear(): void {
    this.#free.fill(-Infinity);
  }
}
