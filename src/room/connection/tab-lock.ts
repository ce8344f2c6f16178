// Several tabs of one user: the newest tab takes the lock. The tab that loses it queues for it, and gets it back when
// the newest is closed. Without Web Locks (plain http) tabs are not coordinated, and the service logs the older tab
// out.
import { TAB_LOCK_CALM_MS, TAB_LOCK_MAX_PAUSE_MS, TAB_LOCK_MIN_PAUSE_MS } from './reconnect-policy.js';

interface TabLockCallbacks {
  /** Another tab of the same user took the lock. */
  readonly onStolen: () => void;
  /** The other tab released the lock, and this one holds it again. */
  readonly onReacquired: () => void;
}

/** The lock for being connected as one user of one application. */
export class TabLock {
  #name = '';
  /** Releases the lock; undefined while this tab does not hold it. */
  #release: (() => void) | undefined;
  #waiting: AbortController | undefined;
  #reacquiredAt = -Infinity;
  #pauseMs = TAB_LOCK_MIN_PAUSE_MS;
  /** The lock was reacquired, but that is not reported yet. */
  #isPausing = false;
  #pauseTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly callbacks: TabLockCallbacks) {}

  /** Takes the lock, also from another tab. Resolves when this tab holds it, or when the browser has no locks. */
  async acquire(sdkAppId: number, userId: string): Promise<void> {
    const name = `live-chat-elements:${sdkAppId}:${userId}`;
    clearTimeout(this.#pauseTimer);
    this.#isPausing = false;
    if (this.#release && this.#name === name) return;
    this.release();
    this.#name = name;
    await new Promise<void>((resolve) => this.#request({ steal: true }, () => resolve()));
  }

  /** Queues for the lock after it was stolen. */
  reacquireWhenFree(): void {
    if (this.#waiting || this.#release || this.#name === '') return;
    const waiting = new AbortController();
    this.#waiting = waiting;
    this.#request({ signal: waiting.signal }, (isHeld) => {
      this.#waiting = undefined;
      if (isHeld) this.#reportAfterPause();
    });
  }

  /**
   * A page that takes the lock again and again must not cause a login each time: the pause before this tab uses the
   * lock doubles whenever the lock was stolen soon after it was reacquired.
   */
  #reportAfterPause(): void {
    const now = performance.now();
    const isContested = now - this.#reacquiredAt < TAB_LOCK_CALM_MS;
    this.#pauseMs = isContested ? Math.min(this.#pauseMs * 2, TAB_LOCK_MAX_PAUSE_MS) : TAB_LOCK_MIN_PAUSE_MS;
    this.#reacquiredAt = now;
    this.#isPausing = true;
    this.#pauseTimer = setTimeout(() => {
      this.#isPausing = false;
      this.callbacks.onReacquired();
    }, this.#pauseMs);
  }

  /** Releases the lock, and stops queueing for it. */
  release(): void {
    clearTimeout(this.#pauseTimer);
    this.#isPausing = false;
    this.#waiting?.abort();
    this.#waiting = undefined;
    this.#release?.();
    this.#release = undefined;
  }

  #request(options: LockOptions, onSettled: (isHeld: boolean) => void): void {
    const locks = globalThis.navigator?.locks;
    if (!locks) {
      onSettled(false);
      return;
    }
    let release: (() => void) | undefined;
    locks
      .request(this.#name, options, () => {
        const released = new Promise<void>((resolve) => {
          release = resolve;
        });
        // Released while the request was pending.
        if (options.signal?.aborted) return undefined;
        this.#release = release;
        onSettled(true);
        return released;
      })
      .catch(() => {
        // Stolen or aborted (both are an AbortError), or refused by the browser: then tabs are not coordinated.
        const wasHeld = release !== undefined && this.#release === release;
        if (wasHeld) this.#release = undefined;
        onSettled(false);
        if (!wasHeld) return;
        if (this.#isPausing) {
          clearTimeout(this.#pauseTimer);
          this.#isPausing = false;
          this.reacquireWhenFree();
        } else this.callbacks.onStolen();
      });
  }
}
