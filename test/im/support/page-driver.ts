// Runs in the page that test/im/support/client-page.ts serves: clients by name, and what each of them heard, as plain data.
import type { ImClient, ImCredentials, ImGroup, ImInbound, ImOutgoing } from '../../../src/im/im-client.js';
import { ImError } from '../../../src/im/im-error.js';
import { createTimClient } from '../../../src/im/tim/tim-client.lazy.js';
import { socketRetryDelay } from '../../../src/room/connection/reconnect-policy.js';

interface Heard {
  readonly at: number;
  readonly what: string;
  readonly item?: ImInbound;
}

class Lab {
  readonly #clients = new Map<string, ImClient>();
  readonly #heard = new Map<string, Heard[]>();

  /** `rejoin`: a room that is joined anew in the moment in which any notice arrives. */
  make(name: string, rejoin?: string): void {
    const heard: Heard[] = [];
    const hear = (what: string, item?: ImInbound) => heard.push({ at: Date.now(), what, ...(item && { item }) });
    this.#heard.set(name, heard);
    this.#clients.set(
      name,
      createTimClient(
        {
          onInbound: (items) => {
            for (const item of items) hear(item.kind, item);
            if (rejoin !== undefined && items.some(({ kind }) => kind === 'notice'))
              void this.join(name, rejoin).then((outcome) => hear(`rejoined: ${outcome}`));
          },
          onConnection: (state) => hear(state),
          onKicked: (reason) => hear(`kicked: ${reason}`),
          onCounter: (key, value) => hear(`counter ${key}=${value}`),
          onModified: (message) => hear('modified', message),
        },
        { socketRetryDelay },
      ),
    );
  }

  /** 'ok', or what went wrong with its number; and how long it took. */
  async login(name: string, credentials: ImCredentials, abortAfterMs = 60_000): Promise<string> {
    return told(() => this.#client(name).login(credentials, AbortSignal.timeout(abortAfterMs)));
  }
  async join(name: string, groupId: string): Promise<string> {
    return told(() => this.#client(name).join(groupId, new AbortController().signal));
  }
  async send(name: string, text: string): Promise<string> {
    const message: ImOutgoing = { kind: 'text', text, priority: 'normal' };
    return told(async () => this.#client(name).prepare(message).send());
  }
  async leave(name: string): Promise<string> {
    return told(() => this.#client(name).leave());
  }
  async close(name: string): Promise<string> {
    return told(() => this.#client(name).close());
  }
  async group(name: string): Promise<ImGroup | string> {
    return this.#client(name).getGroup().catch(String);
  }
  heard(name: string): readonly Heard[] {
    return this.#heard.get(name) ?? [];
  }
  texts(name: string): readonly string[] {
    return this.heard(name).flatMap(({ item }) => (item?.kind === 'text' ? [item.text] : []));
  }
  /** So many clients, one after the other: in, joined, closed. The first failure, or 'ok'. */
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
    this.#heard.delete('cycle');
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

async function told(work: () => Promise<unknown>): Promise<string> {
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
    lab: Lab;
  }
}
window.lab = new Lab();
