// The total that is shown, put together from what is known: the sum of what was seen here, or somebody's count (the
// service's counter, or the application's server), which then says the same likes again that messages told already.
// Apps that know no counter do not step it: with one, their likes are what was seen of them here, beside it.
// Pure bookkeeping: it sends nothing and asks nobody.

/** A message and the step of the count for it arrive in either order, this far apart at most. */
const ALREADY_SHOWN_TTL_MS = 30_000;

/** Where the total comes from. */
export type LikeSource = 'seen' | 'counter' | 'server';

export class LikeCounter {
  #source: LikeSource = 'seen';
  #shown = 0;
  /** The count as last heard. */
  #count = 0;
  /** Likes that were told already and that the count's next steps will hold. */
  #alreadyShown = 0;
  #alreadyShownAt = -Infinity;
  /** Likes of apps that do not step the service's counter. */
  #uncounted = 0;

  get source(): LikeSource {
    return this.#source;
  }

  /** The total is somebody's count, the same for everybody. */
  get isExact(): boolean {
    return this.#source === 'server' || (this.#source === 'counter' && this.#uncounted === 0);
  }

  /** Never smaller than before. */
  get shown(): number {
    return this.#shown;
  }

  /** Own likes, at the moment of the tap. */
  addOwn(likes: number): void {
    this.#raise(this.#shown + likes);
  }

  /** Likes of another person's message. `byOurs`: an app like this one sent it, which steps the counter, too. */
  addRemote(likes: number, byOurs: boolean, now: number): void {
    if (!byOurs) this.#uncounted += likes;
    if (this.#source === 'seen' || (this.#source === 'counter' && !byOurs)) this.#raise(this.#shown + likes);
    else this.markCounted(likes, now); // the server counts every message
  }

  /** Likes that everybody here knows of already: the step of the count that holds them is no news. */
  markCounted(likes: number, now: number): void {
    if (now - this.#alreadyShownAt > ALREADY_SHOWN_TTL_MS) this.#alreadyShown = 0;
    this.#alreadyShown += likes;
    this.#alreadyShownAt = now;
  }

  /** There is a count, and it stands at `count`; `own` likes are not in it yet. */
  attachCounter(source: 'counter' | 'server', count: number, own: number): void {
    this.#source = source;
    this.#count = count;
    this.#counted(own);
  }

  /** The count moved to `count`; `own` likes are not in it yet. Answers how many likes of the step nobody told. */
  advance(count: number, own: number, now: number): number {
    const step = count - this.#count;
    if (step <= 0) return 0; // overtaken by a later one, or set back: what is shown stays
    this.#count = count;
    if (now - this.#alreadyShownAt > ALREADY_SHOWN_TTL_MS) this.#alreadyShown = 0;
    const told = Math.min(step, this.#alreadyShown);
    this.#alreadyShown -= told;
    this.#counted(own);
    return step - told;
  }

  /** The count is no more; the sum goes on from what is shown. */
  detachCounter(): void {
    this.#source = 'seen';
    this.#alreadyShown = 0;
  }

  #counted(own: number): void {
    this.#raise(this.#count + own + (this.#source === 'counter' ? this.#uncounted : 0));
  }

  #raise(total: number): void {
    if (total > this.#shown) this.#shown = total;
  }
}
