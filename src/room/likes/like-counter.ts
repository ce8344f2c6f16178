// The total of likes that is shown. It is the sum of the likes received here or, where there is one, the count of the
// service or of the application's server. That count contains likes that messages have reported already. Apps that do
// not use the service's counter are not in it: their likes, as received here, are added to it. Pure: sends and requests
// nothing.

/** A message and the increase of the count for it arrive in any order, at most this far apart. */
const ALREADY_SHOWN_TTL_MS = 30_000;

/** Where the total comes from: the sum of received likes, the service's counter, or the application's server. */
type LikeSource = 'observed' | 'counter' | 'server';

export class LikeCounter {
  #source: LikeSource = 'observed';
  #shown = 0;
  /** The last reported count. */
  #count = 0;
  /** Likes that are shown already and that the next increases of the count will contain. */
  #alreadyShown = 0;
  #alreadyShownAt = -Infinity;
  /** Likes of apps that do not use the service's counter. */
  #uncounted = 0;

  get source(): LikeSource {
    return this.#source;
  }

  /** The total is a count that is the same for everybody. */
  get isExact(): boolean {
    return this.#source === 'server' || (this.#source === 'counter' && this.#uncounted === 0);
  }

  /** Never decreases. */
  get shown(): number {
    return this.#shown;
  }

  /** Adds own likes, when the user taps. */
  addOwn(likes: number): void {
    this.#raise(this.#shown + likes);
  }

  /** Adds the likes of another user's message. `isCounted`: the sender's app adds its likes to the counter, too. */
  addRemote(likes: number, isCounted: boolean, now: number): void {
    if (!isCounted) this.#uncounted += likes;
    if (this.#source === 'observed' || (this.#source === 'counter' && !isCounted)) this.#raise(this.#shown + likes);
    else this.markCounted(likes, now); // the server counts every message
  }

  /** Marks likes as shown already: the increase of the count that contains them is not reported again. */
  markCounted(likes: number, now: number): void {
    if (now - this.#alreadyShownAt > ALREADY_SHOWN_TTL_MS) this.#alreadyShown = 0;
    this.#alreadyShown += likes;
    this.#alreadyShownAt = now;
  }

  /** A counter was found, with the value `count`; `own` likes are not in it yet. */
  attachCounter(source: 'counter' | 'server', count: number, own: number): void {
    this.#source = source;
    this.#count = count;
    this.#raiseToCount(own);
  }

  /**
   * The count changed to `count`; `own` likes are not in it yet. Returns how many likes of the increase were not shown
   * before.
   */
  advance(count: number, own: number, now: number): number {
    const increase = count - this.#count;
    if (increase <= 0) return 0; // late, or the count was reset: the shown total stays
    this.#count = count;
    if (now - this.#alreadyShownAt > ALREADY_SHOWN_TTL_MS) this.#alreadyShown = 0;
    const known = Math.min(increase, this.#alreadyShown);
    this.#alreadyShown -= known;
    this.#raiseToCount(own);
    return increase - known;
  }

  /** The counter is not available any more; received likes are added to the shown total. */
  detachCounter(): void {
    this.#source = 'observed';
    this.#alreadyShown = 0;
  }

  #raiseToCount(own: number): void {
    this.#raise(this.#count + own + (this.#source === 'counter' ? this.#uncounted : 0));
  }

  #raise(total: number): void {
    if (total > this.#shown) this.#shown = total;
  }
}
