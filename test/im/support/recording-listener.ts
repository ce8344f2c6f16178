import type { ImConnection, ImInbound, ImKickReason, ImListener, ImMessage } from '../../../src/im/im-client.js';
import { ImError } from '../../../src/im/im-error.js';

/** A listener that records its calls. */
export class RecordingListener implements ImListener {
  readonly items: ImInbound[] = [];
  readonly connections: ImConnection[] = [];
  readonly kicks: ImKickReason[] = [];
  readonly counters = new Map<string, number>();
  readonly modified: ImMessage[] = [];
  readonly losses: ImError[] = [];
  onInbound(items: readonly ImInbound[]): void {
    this.items.push(...items);
  }
  onConnection(state: ImConnection): void {
    this.connections.push(state);
  }
  onKicked(reason: ImKickReason): void {
    this.kicks.push(reason);
  }
  onCounter(key: string, value: number): void {
    this.counters.set(key, value);
  }
  onModified(message: ImMessage): void {
    this.modified.push(message);
  }
  onMembershipLost(error: ImError): void {
    this.losses.push(error);
  }
  /** The received texts, in order. */
  get texts(): string[] {
    return this.items.flatMap((item) => (item.kind === 'text' ? [item.text] : []));
  }
  find(what: (item: ImInbound) => boolean): ImInbound | undefined {
    return this.items.find(what);
  }
}

/** Resolves to the ImError that `work` rejects with; fails when it resolves or rejects with anything else. */
export async function imError(work: Promise<unknown>): Promise<ImError> {
  let error: unknown;
  try {
    await work;
  } catch (caught) {
    error = caught;
  }
  if (!(error instanceof ImError)) throw new Error(`Expected an ImError, got ${String(error)}`);
  return error;
}
