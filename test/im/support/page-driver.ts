// Runs in the page that test/im/support/client-page.ts serves: clients by name, and the events of each as plain data.
import type { ImClient, ImCredentials, ImGroup, ImInbound, ImOutgoing } from '../../../src/im/im-client.js';
import { ImError } from '../../../src/im/im-error.js';
import { createTimClient } from '../../../src/im/sandboxed/tim-client.lazy.js';
import { socketRetryDelay } from '../../../src/room/connection/reconnect-policy.js';

interface RecordedEvent {
  readonly at: number;
  readonly what: string;
  readonly item?: ImInbound;
}

class PageDriver {
  readonly #clients = new Map<string, ImClient>();
  readonly #events = new Map<string, RecordedEvent[]>();

  /** `rejoin`: a room that is joined again as soon as any notice is received. */
  make(name: string, rejoin?: string): void {
    const events: RecordedEvent[] = [];
    const record = (what: string, item?: ImInbound) => events.push({ at: Date.now(), what, ...(item && { item }) });
    this.#events.set(name, events);
    this.#clients.set(
      name,
      createTimClient(
        {
          onInbound: (items) => {
            for (const item of items) record(item.kind, item);
            if (rejoin !== undefined && items.some(({ kind }) => kind === 'notice'))
              void this.join(name, rejoin).then((outcome) => record(`rejoined: ${outcome}`));
          },
          onConnection: (state) => record(state),
          onKicked: (reason) => record(`kicked: ${reason}`),
          onCounter: (key, value) => record(`counter ${key}=${value}`),
          onModified: (message) => record('modified', message),
          onMembershipLost: ({ code }) => record(`membership lost: ${code}`),
        },
        { socketRetryDelay, patience: () => 1 },
      ),
    );
  }

  /** 'ok', or the reason and number of the error, and the duration. */
  async login(name: string, credentials: ImCredentials, abortAfterMs = 60_000): Promise<string> {
    return resultOf(() => this.#client(name).login(credentials, AbortSignal.timeout(abortAfterMs)));
  }
  async join(name: string, groupId: string): Promise<string> {
    return resultOf(() => this.#client(name).join(groupId, new AbortController().signal));
  }
  async send(name: string, text: string): Promise<string> {
    const message: ImOutgoing = { kind: 'text', text, priority: 'normal' };
    return resultOf(async () => this.#client(name).prepare(message).send());
  }
  async leave(name: string): Promise<string> {
    return resultOf(() => this.#client(name).leave());
  }
  async close(name: string): Promise<string> {
    return resultOf(() => this.#client(name).close());
  }
  async group(name: string): Promise<ImGroup | string> {
    return this.#client(name).getGroup().catch(String);
  }
  events(name: string): readonly RecordedEvent[] {
    return this.#events.get(name) ?? [];
  }
  texts(name: string): readonly string[] {
    return this.events(name).flatMap(({ item }) => (item?.kind === 'text' ? [item.text] : []));
  }
  /** Creates, joins and closes this number of clients, one after the other. Returns the first error, or 'ok'. */
  async cycles(times: number, credentials: ImCredentials, groupId: string): Promise<string> {
    for (let done = 0; done < times; done++) {
      this.make('cycle');
      for (const step of [
        () => this.login('cycle', credentials),
        () => this.join('cycle', groupId),
        () => this.close('cycle'),
      ]) {
        const outcome = await step();
        if (outcome !== 'ok') return `${done}: ${outcome}`;
      }
    }
    this.#clients.delete('cycle');
    this.#events.delete('cycle');
    return 'ok';
  }
  stored(): readonly string[] {
    return Object.keys(localStorage);
  }

  #client(name: string): ImClient {
    const client = this.#clients.get(name);
    if (!client) throw new Error(`No client ${name}`);
    return client;
  }
}

async function resultOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return 'ok';
  } catch (error) {
    return error instanceof ImError
      ? `${error.code || error.reason}: ${error.message}`
      : `not an ImError: ${String(error)}`;
  }
}

declare global {
  interface Window {
    driver: PageDriver;
  }
}
window.driver = new PageDriver();
