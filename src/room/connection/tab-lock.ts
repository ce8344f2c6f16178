// Several tabs of one person: the newest holds the lock, whoever loses it stands aside and waits in the queue, and gets
// it back
// when the newest is closed. Without Web Locks (plain http) nothing is coordinated, and the service's kick does the
// telling.

export interface TabLockCallbacks {
  /** Another tab of the same person took over. */
  readonly onStolen: () => void;
  /** The tab that took over is gone; this one holds the lock again. */
  readonly onReacquired: () => void;
}

/** The right of one tab to be live as one user of one application. */
export class TabLock {
  #name = '';
  /** Lets go of the lock; undefined while it is not held. */
  #release: (() => void) | undefined;
  #waiting: AbortController | undefined;

  constructor(private readonly deps: TabLockCallbacks) {}

  /** Takes the lock, from another tab if need be. Resolves when it is held, or when the browser has no locks. */
  async acquire(sdkAppId: number, userId: string): Promise<void> {
    const name = `live-chat-elements:${sdkAppId}:${userId}`;
    if (this.#release && this.#name === name) return;
    this.release();
    this.#name = name;
    await new Promise<void>((resolve) => this.#request({ steal: true }, () => resolve()));
  }

  /** After it was stolen: waits, without hurry, until it is free again. */
  reacquireWhenFree(): void {
    if (this.#waiting || this.#release || this.#name === '') return;
    const waiting = new AbortController();
    this.#waiting = waiting;
    this.#request({ signal: waiting.signal }, (isHeld) => {
      this.#waiting = undefined;
      if (isHeld) this.deps.onReacquired();
    });
  }

  /** Lets go, and stops waiting. */
  release(): void {
    this.#waiting?.abort();
    this.#waiting = undefined;
    this.#release?.();
    this.#release = undefined;
  }

  #request(options: LockOptions, settled: (isHeld: boolean) => void): void {
    const locks = globalThis.navigator?.locks;
    if (!locks) {
      settled(false);
      return;
    }
    let mine: (() => void) | undefined;
    locks
      .request(this.#name, options, () => {
        const hold = new Promise<void>((letGo) => {
          mine = letGo;
        });
        // Released while the request was on its way.
        if (options.signal?.aborted) return undefined;
        this.#release = mine;
        settled(true);
        return hold;
      })
      .catch(() => {
        // Stolen or called off (both an AbortError), or refused by the browser: then nothing is coordinated.
        const wasMine = mine !== undefined && this.#release === mine;
        if (wasMine) this.#release = undefined;
        settled(false);
        if (wasMine) this.deps.onStolen();
      });
  }
}
