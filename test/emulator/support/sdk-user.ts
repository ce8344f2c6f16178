// A user on the unmodified SDK in Node. Each has its own copy of the SDK (by the module's address), because TIM.create
// returns one instance per application. Only the globals of a page are stubbed.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import WebSocket from 'ws';
import type { Emulator } from '../../../src/emulator/index.js';
import { createUserSig } from '../../../src/server/user-sig.js';

/** The fields of MESSAGE_RECEIVED that tests use. */
export interface SdkMessage {
  readonly ID: string;
  readonly type: string;
  readonly payload: Record<string, unknown>;
  readonly from: string;
  readonly nick: string;
  readonly priority: string;
  readonly cloudCustomData: string;
  readonly conversationID: string;
  readonly sequence: number;
  readonly flow: string;
  readonly isBroadcastMessage?: boolean;
}

/** The SDK's methods that tests use. */
export interface Sdk {
  on(event: string, handler: (event: { data: unknown }) => void): void;
  setLogLevel(level: number): void;
  login(options: { userID: string; userSig: string }): Promise<{ data: Record<string, unknown> }>;
  logout(): Promise<unknown>;
  destroy(): Promise<unknown>;
  joinGroup(options: {
    groupID: string;
    type: string;
  }): Promise<{ data: { status: string; group?: Record<string, unknown> } }>;
  quitGroup(groupId: string): Promise<unknown>;
  createTextMessage(options: object): SdkMessage;
  createCustomMessage(options: object): SdkMessage;
  createFaceMessage(options: object): SdkMessage;
  sendMessage(message: SdkMessage): Promise<{ data: { message: SdkMessage } }>;
  [method: string]: (...values: never[]) => unknown;
}

interface SdkModule {
  create(options: object): Sdk | null;
  EVENT: Record<string, string>;
  TYPES: Record<string, string>;
}

const require = createRequire(import.meta.url);
const storage = new Map<string, string>();
let copies = 0;

/** The sockets of a page report errors as events. Without a listener an error of `ws` would end the process. */
class PageSocket extends WebSocket {
  constructor(address: string) {
    super(address);
    this.on('error', () => undefined);
  }
}

/** The globals of a page that the SDK uses. */
function stubBrowserGlobals(): void {
  const page = globalThis as unknown as Record<string, unknown>;
  if (page['window']) return;
  const localStorage = {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => void storage.set(key, value),
    removeItem: (key: string) => void storage.delete(key),
    key: () => null,
    length: 0,
  };
  const window = {
    localStorage,
    WebSocket: PageSocket,
    location: { href: 'http://127.0.0.1/', protocol: 'http:', host: '127.0.0.1' },
    navigator: { userAgent: 'node', onLine: true },
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  };
  Object.assign(page, {
    window,
    localStorage,
    WebSocket: PageSocket,
    document: {
      charset: 'UTF-8',
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
      visibilityState: 'visible',
    },
  });
  if (!page['navigator']) Object.defineProperty(page, 'navigator', { value: window.navigator, configurable: true });
  // The SDK writes to the console on import, before the log level can be set.
  for (const method of ['log', 'warn', 'info', 'debug'] as const) {
    const real = console[method].bind(console);
    console[method] = (...parts: unknown[]) =>
      void (String(parts[0]).includes('TIM') || String(parts[0]).includes('Chat') || real(...parts));
  }
}

/** A user, the events received so far, and methods to wait for one. */
export class SdkUser {
  readonly userId: string;
  readonly sdk: Sdk;
  readonly TYPES: Record<string, string>;
  /** Every message event so far. */
  readonly messages: SdkMessage[] = [];
  /** Every other event so far, with its name. */
  readonly events: { readonly name: string; readonly data: unknown }[] = [];
  readonly #emulator: Emulator;
  readonly #listeners = new Set<() => void>();

  private constructor(userId: string, emulator: Emulator, module: SdkModule) {
    this.userId = userId;
    this.#emulator = emulator;
    this.TYPES = module.TYPES;
    const sdk = module.create({ SDKAppID: emulator.sdkAppId, proxyServer: emulator.url });
    if (!sdk) throw new Error('The SDK did not start');
    this.sdk = sdk;
    sdk.setLogLevel(4);
    for (const [name, event] of Object.entries(module.EVENT)) {
      sdk.on(event, ({ data }) => {
        if (name === 'MESSAGE_RECEIVED') this.messages.push(...(data as SdkMessage[]));
        else this.events.push({ name, data });
        for (const listener of this.#listeners) listener();
      });
    }
  }

  /** A user with a separate copy of the SDK, not logged in yet. */
  static async create(emulator: Emulator, userId: string): Promise<SdkUser> {
    stubBrowserGlobals();
    const address = pathToFileURL(require.resolve('tim-js-sdk/tim-js.es.js'));
    address.search = `?copy=${++copies}`;
    const { default: module } = (await import(address.href)) as { default: SdkModule };
    return new SdkUser(userId, emulator, module);
  }

  /** Logs in with a valid ticket, or with the given one, and waits until the SDK is ready. */
  async login(userSig?: string): Promise<void> {
    const ticket =
      userSig ??
      (await createUserSig({
        sdkAppId: this.#emulator.sdkAppId,
        secretKey: this.#emulator.secretKey,
        userId: this.userId,
      }));
    await this.sdk.login({ userID: this.userId, userSig: ticket });
    await this.until(() => this.events.some((event) => event.name === 'SDK_READY'));
  }

  /** Joins a room. */
  async join(groupId: string): Promise<{ status: string; group?: Record<string, unknown> }> {
    return (await this.sdk.joinGroup({ groupID: groupId, type: this.TYPES['GRP_AVCHATROOM'] ?? 'AVChatRoom' })).data;
  }

  /** Sends a text. Resolves to the SDK's message. */
  async sendText(groupId: string, text: string, priority = 'Normal'): Promise<SdkMessage> {
    const message = this.sdk.createTextMessage({ to: groupId, conversationType: 'GROUP', priority, payload: { text } });
    return (await this.sdk.sendMessage(message)).data.message;
  }

  /** The texts received so far. */
  texts(): unknown[] {
    return this.messages.filter((message) => message.type === 'TIMTextElem').map((message) => message.payload['text']);
  }

  /** Waits until the check is true. It is called after every event and at intervals. Rejects after `ms`. */
  until(check: () => boolean, ms = 8000): Promise<void> {
    return new Promise((resolve, reject) => {
      const done = () => {
        if (!check()) return;
        clearTimeout(timer);
        clearInterval(again);
        this.#listeners.delete(done);
        resolve();
      };
      const again = setInterval(done, 10);
      const timer = setTimeout(() => {
        clearInterval(again);
        this.#listeners.delete(done);
        reject(new Error(`${this.userId} waited, but did not receive: ${check.toString()}`));
      }, ms);
      this.#listeners.add(done);
      done();
    });
  }

  /** Waits for a matching message, and returns it. */
  async waitForMessage(fits: (message: SdkMessage) => boolean, ms?: number): Promise<SdkMessage> {
    await this.until(() => this.messages.some(fits), ms);
    return this.messages.find(fits) as SdkMessage;
  }

  /** Waits for another matching event, and returns its data. */
  async notice(name: string, fits: (data: never) => boolean = () => true, ms?: number): Promise<unknown> {
    const find = () => this.events.find((event) => event.name === name && fits(event.data as never));
    await this.until(() => find() !== undefined, ms);
    return find()?.data;
  }

  /** Logs out and destroys the SDK. */
  async dispose(): Promise<void> {
    await this.sdk.destroy().catch(() => undefined); // rejects when not logged in, and still cleans up
  }
}
