const MAX_LINKS = 1000;

/**
 * Own rows keep the id they were born with; the service gives the message another. This knows both, for the newest
 * thousand.
 */
export class IdAliases {
  readonly #rowIds = new Map<string, string>();
  readonly #serviceIds = new Map<string, string>();

  link(rowId: string, serviceId: string): void {
    this.#rowIds.set(serviceId, rowId);
    this.#serviceIds.set(rowId, serviceId);
    if (this.#rowIds.size <= MAX_LINKS) return;
    const oldest = this.#rowIds.entries().next();
    if (oldest.done) return;
    this.#rowIds.delete(oldest.value[0]);
    this.#serviceIds.delete(oldest.value[1]);
  }

  /** The row's id for what others call `serviceId`. */
  rowId(serviceId: string): string {
    return this.#rowIds.get(serviceId) ?? serviceId;
  }

  /** What others call the row `rowId`. */
  serviceId(rowId: string): string {
    return this.#serviceIds.get(rowId) ?? rowId;
  }
}
