// A user on the SDK in Node. Each has its own copy of the SDK, because TIM.create returns one instance per application.
// The SDK's code is unmodified; its globals are those of a page, and its promises are never reported as unhandled: it
// does not handle all of its own, and Node would report these as failures of the test.
import WebSocket from 'ws';
import type { Emulator } from '../../../src/emulator/index.js';
import {
  createMemoryStorage,
  createSilentConsole,
  HandledPromise,
  StubXMLHttpRequest,
} from '../../../src/im/tim/sdk-globals.js';
import { createUserSig } from '../../../src/server/user-sig.js';
import { createSdk } from '../../support/scoped-sdk.js';
import { until } from '../../support/until.js';

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
  callExperimentalAPI(name: string, bits: number): Promise<{ data: { enabled?: boolean } }>;
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

/** The sockets of a page report errors as events. Without a listener an error of `ws` would end the process. */
class PageSocket extends WebSocket {
  constructor(address: string) {
    super(address);
    this.on('error', () => undefined);
  }
}

/** The globals of a page that the SDK uses. */
function pageGlobals(): object {
  // The two names that the SDK does not take from its arguments, because in a page they always exist.
  const page = globalThis as { document?: unknown; navigator?: unknown };
  page.document ??= { charset: 'UTF-8', characterSet: 'UTF-8' };
  if (!page.navigator)
    Object.defineProperty(page, 'navigator', { value: { userAgent: 'node', onLine: true }, configurable: true });
  const ignore = (): void => undefined;
  return {
    Promise: HandledPromise,
    window: { navigator: page.navigator, URL, addEventListener: ignore, removeEventListener: ignore },
    WebSocket: PageSocket,
    XMLHttpRequest: StubXMLHttpRequest,
    console: createSilentConsole(),
    localStorage: createMemoryStorage(),
    setTimeout,
    clearTimeout,
    setInterval,
    clearInterval,
  };
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
  static create(emulator: Emulator, userId: string): SdkUser {
    return new SdkUser(userId, emulator, createSdk(pageGlobals()) as SdkModule);
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

  /** Waits until the SDK knows the paid features of the application (bit 2: history): up to 3 s after the login. */
  async paidFeatures(): Promise<void> {
    const isKnown = async () =>
      (await this.sdk.callExperimentalAPI('isCommercialAbilityEnabled', 4)).data.enabled === true;
    await until(isKnown, 'the SDK knows the paid features');
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
