// A user, or a guest, who is connected by tim-js-sdk as a page would be.
import type { FrameLog } from './frame-log.js';
import { createSdkPage, type SdkFactory, type SdkPage } from './sdk-page.js';

/** A message, tip or notice that the SDK delivered. */
export interface ReceivedMessage {
  readonly type: string;
  readonly from: string;
  readonly conversationID: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** ms of `performance.now()`. */
  readonly receivedAt: number;
}

/** Another event of the SDK. */
export interface SdkEvent {
  readonly name: string;
  readonly data: unknown;
  /** ms of `performance.now()`. */
  readonly at: number;
}

interface Sdk {
  on(event: string, handler: (event: { readonly data?: unknown }) => void): void;
  setLogLevel(level: number): void;
  createTextMessage(options: object): object;
  createCustomMessage(options: object): object;
  [method: string]: (...values: never[]) => unknown;
}

/** An error with the number of the service or the SDK; 0 if it has none. */
export class SdkError extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
    this.name = 'SdkError';
  }
}

/** No request of the SDK takes longer in a page that works. */
const CALL_MS = 12_000;
const EVENTS = ['sdkStateReady', 'kickedOut', 'onGroupCounterUpdated', 'netStateChange', 'onMessageRevoked'] as const;
const CHECK_MS = 20;

export class SdkUser {
  /** '' for a guest. */
  readonly userId: string;
  readonly messages: ReceivedMessage[] = [];
  readonly events: SdkEvent[] = [];
  readonly #page: SdkPage;
  readonly #sdk: Sdk;

  /** Opens the socket. Throws SdkError if the SDK refuses the SDKAppID. */
  constructor(createSdk: SdkFactory, options: { sdkAppId: number; userId: string; proxyServer?: string | undefined }) {
    this.userId = options.userId;
    this.#page = createSdkPage();
    const module = createSdk(this.#page.globals) as { create(options: object): Sdk | null };
    const { sdkAppId: SDKAppID, proxyServer } = options;
    const sdk = module.create({ SDKAppID, ...(proxyServer !== undefined && { proxyServer }) });
    if (!sdk) throw new SdkError(0, `The SDK does not accept ${SDKAppID} as an SDKAppID.`);
    this.#sdk = sdk;
    sdk.setLogLevel(4);
    sdk.on('onMessageReceived', ({ data }) => {
      const receivedAt = performance.now();
      for (const each of Array.isArray(data) ? (data as Omit<ReceivedMessage, 'receivedAt'>[]) : [])
        this.messages.push({
          type: each.type,
          from: each.from,
          conversationID: each.conversationID,
          payload: each.payload ?? {},
          receivedAt,
        });
    });
    for (const name of EVENTS) sdk.on(name, ({ data }) => void this.events.push({ name, data, at: performance.now() }));
  }

  get frames(): FrameLog {
    return this.#page.frames;
  }

  /** Calls a method of the SDK. Rejects with SdkError, also when nothing happened within 12 s. */
  async call(method: string, ...values: unknown[]): Promise<Readonly<Record<string, unknown>>> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new SdkError(2801, `No response within ${CALL_MS / 1000} s.`)), CALL_MS);
    });
    try {
      const work = Promise.resolve().then(() => this.#sdk[method]?.(...(values as never[])));
      work.catch(() => undefined); // reported by the race, or too late to matter
      const { data } = ((await Promise.race([work, late])) ?? {}) as { data?: unknown };
      return typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {};
    } catch (error) {
      throw toSdkError(error);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Logs in and waits until the SDK is ready. */
  async login(userSig: string): Promise<void> {
    await this.call('login', { userID: this.userId, userSig });
    if (!(await this.waitFor(() => this.events.some(({ name }) => name === 'sdkStateReady'), CALL_MS)))
      throw new SdkError(2999, 'The login succeeded, but the SDK did not become ready.');
  }

  /** Joins a live room; for a guest, without a login. */
  async join(groupID: string): Promise<void> {
    const { status } = await this.call('joinGroup', { groupID, type: 'AVChatRoom' });
    if (status !== 'JoinedSuccess') throw new SdkError(2660, `The join ended with the status "${String(status)}".`);
  }

  /** Sends a text, or with `custom` a custom message that no element shows. */
  async send(
    groupId: string,
    text: string,
    { priority = 'Normal', custom }: { priority?: string; custom?: object } = {},
  ): Promise<void> {
    const common = { to: groupId, conversationType: 'GROUP', priority };
    const message = custom
      ? this.#sdk.createCustomMessage({ ...common, payload: custom })
      : this.#sdk.createTextMessage({ ...common, payload: { text } });
    await this.call('sendMessage', message);
  }

  /** The first message that matches, from now or from before; undefined after `ms`. */
  async waitForMessage(fits: (message: ReceivedMessage) => boolean, ms: number): Promise<ReceivedMessage | undefined> {
    await this.waitFor(() => this.messages.some(fits), ms);
    return this.messages.find(fits);
  }

  /** Waits until the condition is true. Resolves with false after `ms`. */
  async waitFor(condition: () => boolean, ms: number): Promise<boolean> {
    const end = performance.now() + ms;
    while (!condition()) {
      if (performance.now() >= end) return false;
      await new Promise((resolve) => setTimeout(resolve, CHECK_MS));
    }
    return true;
  }

  /** Logs out, for a second at most, and frees everything. Never rejects. */
  async end(): Promise<void> {
    const logout = this.userId === '' ? Promise.resolve() : this.call('logout').catch(() => undefined);
    await Promise.race([logout, new Promise((resolve) => setTimeout(resolve, 1_000).unref())]);
    this.#page.dispose();
  }
}

function toSdkError(error: unknown): SdkError {
  if (error instanceof SdkError) return error;
  const { code, message } = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  return new SdkError(typeof code === 'number' ? code : 0, typeof message === 'string' ? message : '');
}
