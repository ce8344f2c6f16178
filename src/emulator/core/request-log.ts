// The log of requests. It keeps the most recent requests, and counts all of them.

/** One logged request. */
export interface LoggedRequest {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** `service.command`. */
  readonly command: string;
  /** The caller; '' for guests. */
  readonly userId: string;
  readonly groupId: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

const MAX_RECENT = 2000;

/** Logs requests. */
export class RequestLog {
  readonly #counts = new Map<string, number>();
  readonly #listeners = new Set<(request: LoggedRequest) => void>();
  #recent: LoggedRequest[] = [];

  /** Adds a request. */
  add(request: LoggedRequest): void {
    this.#counts.set(request.command, (this.#counts.get(request.command) ?? 0) + 1);
    this.#recent.push(request);
    if (this.#recent.length > MAX_RECENT * 2) this.#recent = this.#recent.slice(-MAX_RECENT);
    for (const listener of this.#listeners) listener(request);
  }

  /**
   * Number of requests of a command, named `service.command` or by the command alone. Without an argument: all
   * requests. With `userId`: among the last 2,000.
   */
  count(command?: string, userId?: string): number {
    if (userId !== undefined) return this.list({ command, userId }).length;
    let sum = 0;
    for (const [name, count] of this.#counts) if (command === undefined || matches(name, command)) sum += count;
    return sum;
  }

  /** Number of requests by `service.command`. */
  counts(): Record<string, number> {
    return Object.fromEntries(this.#counts);
  }

  /** The most recent requests (at least the last 2,000), oldest first. */
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

  /** Calls `listener` for every new request. Returns a function that unsubscribes it. */
  subscribe(listener: (request: LoggedRequest) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Removes all requests and counts. */
  clear(): void {
    this.#counts.clear();
    this.#recent = [];
  }
}

function matches(name: string, wanted: string): boolean {
  return name === wanted || name.endsWith(`.${wanted}`);
}
