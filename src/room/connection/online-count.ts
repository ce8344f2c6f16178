// Requests the number of users in the room: seldom, at random intervals, and never in a hidden tab. Group events carry
// the number too.
import type { ImClient } from '../../im/im-client.js';
import { isPageVisible } from './page-lifecycle.js';

/** The service updates the number every 10 s; its documentation asks clients not to request it more often. */
const INTERVAL_MS = 12_000;
const JITTER_MS = 6_000;

export class OnlineCount {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly client: () => ImClient | undefined,
    private readonly onCount: (count: number) => void,
  ) {}

  /** Requests the number now and then at intervals. */
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
      // The SDK returns 0 for a room that it is not in; with this user there is at least one.
      if (client === this.client() && count > 0) this.onCount(count);
    } catch {
      // Not reported: the next request or group event brings the number.
    }
  }
}
