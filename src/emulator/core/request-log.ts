// What clients asked, for tests that count frames and for people who watch. Bounded; counts go on for ever.

/** One request as it came in. */
export interface LoggedRequest {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** `service.command`. */
  readonly command: string;
  /** Who asked, when known; '' for guests. */
  readonly userId: string;
  readonly groupId: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

const KEPT = 2000;

/** The requests that came in. */
export class RequestLog {
  readonly #counts = new Map<string, number>();
  readonly #listeners = new Set<(request: LoggedRequest) => void>();
  #recent: LoggedRequest[] = [];

  /** Notes a request. */
  add(request: LoggedRequest): void {
    this.#counts.set(request.command, (this.#counts.get(request.command) ?? 0) + 1);
    this.#recent.push(request);
    if (this.#recent.length > KEPT * 2) this.#recent = this.#recent.slice(-KEPT);
    for (const listener of this.#listeners) listener(request);
  }

  /**
   * How often a command came; `service.command` or the command alone. Without an argument: all requests. With `userId`:
   * among the last 2,000.
   */
  count(command?: string, userId?: string): number {
    if (userId !== undefined) return this.list({ command, userId }).length;
    let sum = 0;
    for (const [name, count] of this.#counts) if (command === undefined || matches(name, command)) sum += count;
    return sum;
  }

  /** Counts by `service.command`. */
  counts(): Record<string, number> {
    return Object.fromEntries(this.#counts);
  }

  /** The last requests (at least 2,000 of them), oldest first. */
  list({
    command,
    userId,
    groupId,
  }: {
    command?: string | undefined;
    userId?: string | undefined;
    groupId?: string | undefined;
  } = {}): readonly LoggedRequest[] {
    return this.#recent.filter(
      (each) =>
        (command === undefined || matches(each.command, command)) &&
        (userId === undefined || each.userId === userId) &&
        (groupId === undefined || each.groupId === groupId),
    );
  }

  /** Calls back for every request from now on. Returns what ends that. */
  subscribe(listener: (request: LoggedRequest) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Forgets what came so far. */
  clear(): void {
    this.#counts.clear();
    this.#recent = [];
  }
}

function matches(name: string, wanted: string): boolean {
  return name === wanted || name.endsWith(`.${wanted}`);
}
