// Asks how many people are in the room: seldom, out of step with other pages, never in a hidden tab. Tips bring the
// number too.
import type { ImClient } from '../../im/im-client.js';
import { isPageVisible } from './page-lifecycle.js';

/** The service counts anew every 10 s, and asks not to be asked more often. */
const INTERVAL_MS = 12_000;
const JITTER_MS = 6_000;

export class OnlineCount {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly client: () => ImClient | undefined,
    private readonly onCount: (count: number) => void,
  ) {}

  /** Asks now and from time to time. */
  start(): void {
    this.stop();
    void this.#fetch();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #fetch(): Promise<void> {
    this.#timer = setTimeout(() => void this.#fetch(), INTERVAL_MS + Math.random() * JITTER_MS);
    const client = this.client();
    if (!client || !isPageVisible()) return;
    try {
      const count = await client.getOnlineCount();
      // 0 is the SDK's answer for a room it is not in: whoever asks is there.
      if (client === this.client() && count > 0) this.onCount(count);
    } catch {
      // Not important enough to tell anybody: the next answer or tip brings it.
    }
  }
}
