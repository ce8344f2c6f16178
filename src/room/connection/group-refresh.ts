// Reads the group again where the service reports nothing by itself: its profile after a join at which it was refused,
// and mutes, for which the service sends no events unless the application switched them on.
import type { ImClient, ImGroup } from '../../im/im-client.js';
import { isPageVisible } from './page-lifecycle.js';

/** After a join the service refuses the profile for some seconds: `@tencentcloud/chat` 3.6.6 asks again after 3 s. */
const PROFILE_RETRIES_MS = [1_000, 3_000, 10_000] as const;
/** While somebody is muted. Each is changed at random by up to a third: a whole room may be muted at once. */
const MUTE_INTERVAL_MS = 15_000;

interface GroupRefreshOptions {
  /** The client while the room is joined. */
  readonly client: () => ImClient | undefined;
  readonly onGroup: (group: ImGroup) => void;
  /** Unix ms; 0: not muted. */
  readonly onMutedUntil: (mutedUntil: number) => void;
  /**
   * The service refused a message, and does not say for how long. Until `until` (unix ms) the user need not try again.
   */
  readonly onMutedWithoutEnd: (until: number) => void;
  /** Whether this user, or everybody in the room, is muted as far as is known. */
  readonly isMuted: () => boolean;
}

export class GroupRefresh {
  readonly #profileTimers = new Set<ReturnType<typeof setTimeout>>();
  #muteTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: GroupRefreshOptions) {}

  /** The room was joined. `isIncomplete`: without the group's profile. */
  start(isIncomplete: boolean): void {
    this.stop();
    if (isIncomplete)
      for (const ms of PROFILE_RETRIES_MS) this.#profileTimers.add(setTimeout(() => void this.#readProfile(), ms));
    this.watchMute();
  }

  stop(): void {
    this.#clearProfileTimers();
    clearTimeout(this.#muteTimer);
    this.#muteTimer = undefined;
  }

  /** The service refused a message because its sender is muted: reads who is, and until when. */
  async readMute(): Promise<void> {
    const client = this.options.client();
    if (!client) return;
    const [group, mutedUntil] = await Promise.allSettled([client.getGroup(), client.getMutedUntil()]);
    if (client !== this.options.client()) return;
    const isKnown = mutedUntil.status === 'fulfilled' && mutedUntil.value > 0;
    if (group.status === 'fulfilled') this.options.onGroup(group.value);
    if (isKnown) this.options.onMutedUntil(mutedUntil.value);
    else if (!this.options.isMuted()) this.options.onMutedWithoutEnd(Date.now() + MUTE_INTERVAL_MS);
    this.watchMute();
  }

  /** Reads the mute now and then while it lasts, so that its end is noticed. */
  watchMute(): void {
    if (!this.options.isMuted()) return;
    this.#muteTimer ??= setTimeout(
      () => {
        this.#muteTimer = undefined;
        void this.#checkMute();
      },
      MUTE_INTERVAL_MS * (0.67 + Math.random() * 0.66),
    );
  }

  async #checkMute(): Promise<void> {
    const client = this.options.client();
    if (client && isPageVisible() && this.options.isMuted()) {
      const [group, mutedUntil] = await Promise.allSettled([client.getGroup(), client.getMutedUntil()]);
      if (client !== this.options.client()) return;
      if (group.status === 'fulfilled') this.options.onGroup(group.value);
      if (mutedUntil.status === 'fulfilled') this.options.onMutedUntil(mutedUntil.value);
    }
    this.watchMute();
  }

  async #readProfile(): Promise<void> {
    try {
      const group = await this.options.client()?.getGroup();
      if (!group || this.#profileTimers.size === 0) return;
      this.#clearProfileTimers();
      this.options.onGroup(group);
      this.watchMute();
    } catch {
      // The next timer tries again; after the last one the connection monitor does.
    }
  }

  #clearProfileTimers(): void {
    for (const timer of this.#profileTimers) clearTimeout(timer);
    this.#profileTimers.clear();
  }
}
