// Reads what the service does not report by itself: after a join the whole profile of the group and the mute of this
// user, for which no join waits; and later mutes, for which the service sends no events unless the application switched
// them on.
import type { ImClient, ImGroup } from '../../im/im-client.js';
import { isPageVisible } from './page-lifecycle.js';

/** After a join the service refuses the profile for some seconds: `@tencentcloud/chat` 3.6.6 asks again after 3 s. */
const RETRIES_AFTER_JOIN_MS = [1_000, 3_000, 10_000] as const;
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
  readonly #joinTimers = new Set<ReturnType<typeof setTimeout>>();
  #muteTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: GroupRefreshOptions) {}

  /** The room was joined, by a user who is no guest. */
  start(): void {
    this.stop();
    void this.#readAfterJoin();
    for (const ms of RETRIES_AFTER_JOIN_MS) this.#joinTimers.add(setTimeout(() => void this.#readAfterJoin(), ms));
    this.watchMute();
  }

  stop(): void {
    this.#clearJoinTimers();
    clearTimeout(this.#muteTimer);
    this.#muteTimer = undefined;
  }

  /** The service refused a message because its sender is muted: reads who is, and until when. */
  async readMute(): Promise<void> {
    const answer = await this.#request();
    if (!answer) return;
    const { group, mutedUntil = 0 } = answer;
    if (group) this.options.onGroup(group);
    if (mutedUntil > 0) this.options.onMutedUntil(mutedUntil);
    else if (!this.options.isMuted()) this.options.onMutedWithoutEnd(Date.now() + MUTE_INTERVAL_MS);
    this.watchMute();
  }

  /** Reads the group and the mute; resolves to whether the group was read. */
  async read(): Promise<boolean> {
    const { group, mutedUntil } = (await this.#request()) ?? {};
    if (group) this.options.onGroup(group);
    if (mutedUntil !== undefined) this.options.onMutedUntil(mutedUntil);
    return group !== undefined;
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
    if (isPageVisible() && this.options.isMuted()) await this.read();
    this.watchMute();
  }

  /** Until the group was read once; after the last timer the connection monitor tries again. */
  async #readAfterJoin(): Promise<void> {
    if (await this.read()) this.#clearJoinTimers();
    this.watchMute();
  }

  /** What the service answers, in part if it refuses the rest; undefined when the client has changed. */
  async #request(): Promise<{ readonly group?: ImGroup; readonly mutedUntil?: number } | undefined> {
    const client = this.options.client();
    if (!client) return undefined;
    const [group, mutedUntil] = await Promise.allSettled([client.getGroup(), client.getMutedUntil()]);
    if (client !== this.options.client()) return undefined;
    return {
      ...(group.status === 'fulfilled' && { group: group.value }),
      ...(mutedUntil.status === 'fulfilled' && { mutedUntil: mutedUntil.value }),
    };
  }

  #clearJoinTimers(): void {
    for (const timer of this.#joinTimers) clearTimeout(timer);
    this.#joinTimers.clear();
  }
}
