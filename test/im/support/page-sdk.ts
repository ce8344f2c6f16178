// An SDK of the page itself, as a site loads it with a script tag: it is logged in by the test and not by the library.
import { createUserSig } from '../../../src/server/index.js';
import type { TencentChat } from '../../../src/room/model/room-options.js';
import { emulator } from '../../support/emulator.js';
import { until } from '../../support/until.js';

type Sdk = Record<string, (...values: unknown[]) => unknown>;

interface SdkModule {
  create(options: object): Sdk;
}

export interface SdkKind {
  readonly name: string;
  readonly script: string;
  readonly global: string;
  /** 2.x cannot tell who is logged in. */
  readonly needsUserId: boolean;
}

export const SDK_KINDS: readonly SdkKind[] = [
  { name: 'tim-js-sdk 2.27.6', script: '/node_modules/tim-js-sdk/tim-js.js', global: 'TIM', needsUserId: true },
  {
    name: '@tencentcloud/chat 3.6.6',
    script: '/node_modules/@tencentcloud/chat/index.js',
    global: 'TencentCloudChat',
    needsUserId: false,
  },
];

/** What a library must not call on an instance that is not its own. */
const FORBIDDEN = ['login', 'logout', 'destroy', 'once', 'setLogLevel', 'registerPlugin', 'updateMyProfile'];

const loading = new Map<string, Promise<void>>();

function load(script: string): Promise<void> {
  let loaded = loading.get(script);
  if (!loaded) {
    loaded = new Promise((resolve, reject) => {
      const tag = document.createElement('script');
      tag.src = script;
      tag.addEventListener('load', () => resolve());
      tag.addEventListener('error', () => reject(new Error(`${script} did not load`)));
      document.head.append(tag);
    });
    loading.set(script, loaded);
  }
  return loaded;
}

async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { log, warn, info } = console;
  Object.assign(console, { log: () => undefined, warn: () => undefined, info: () => undefined });
  try {
    return await work(); // the SDKs write to the console until the log level is set
  } finally {
    Object.assign(console, { log, warn, info });
  }
}

/** The page's SDK and what the page hears from it. */
export class PageSdk {
  /** Texts that the page's own listener received, of all conversations. */
  readonly heard: string[] = [];
  readonly kicks: string[] = [];
  /** Names of the methods that were called through `chat`, in order. */
  readonly calls: string[] = [];
  /** Answers of `getGroupProfile` name this type of group. */
  groupType: string | undefined;
  /** What the page passes to the library: its instance, with the calls recorded. */
  readonly chat: TencentChat;
  userId = '';
  #readyCount = 0;
  #listeners = 0;
  #isReady = false;

  private constructor(readonly sdk: Sdk) {
    sdk['on']?.('sdkStateReady', () => {
      this.#readyCount++;
      this.#isReady = true;
    });
    sdk['on']?.('sdkStateNotReady', () => (this.#isReady = false));
    sdk['on']?.('onMessageReceived', ({ data }: { data: { payload: { text?: string } }[] }) => {
      for (const { payload } of data) if (payload.text !== undefined) this.heard.push(payload.text);
    });
    sdk['on']?.('kickedOut', ({ data }: { data: { type: string } }) => this.kicks.push(data.type));
    const entries = Object.keys(sdk).map((name) => [name, this.#record(name)] as const);
    this.chat = Object.fromEntries(entries) as unknown as TencentChat;
  }

  /** `copy`: which copy of the module. A module has one instance for each application, and so one login. */
  static async create(kind: SdkKind, copy = ''): Promise<PageSdk> {
    const { sdkAppId, url } = await emulator();
    return quietly(async () => {
      await load(copy === '' ? kind.script : `${kind.script}?copy=${copy}`);
      const module = (window as unknown as Record<string, SdkModule>)[kind.global];
      if (!module) throw new Error(`${kind.name} did not load`);
      const sdk = module.create({ SDKAppID: sdkAppId, proxyServer: url });
      sdk['setLogLevel']?.(4);
      return new PageSdk(sdk);
    });
  }

  #record(name: string): (...values: unknown[]) => unknown {
    return (...values) => {
      this.calls.push(name);
      if (name === 'on') this.#listeners++;
      if (name === 'off') this.#listeners--;
      const result = this.sdk[name]?.(...values);
      if (name !== 'getGroupProfile' || this.groupType === undefined) return result;
      const answer = (group: object) => ({ data: { group: { ...group, type: this.groupType } } });
      return (result as Promise<{ data: { group: object } }>).then(
        ({ data }) => answer(data.group),
        () => answer({}),
      );
    };
  }

  /** Listeners that the library has added and not removed. */
  get listeners(): number {
    return this.#listeners;
  }

  /** Calls of the library that only the page may make. */
  get forbidden(): string[] {
    return this.calls.filter((name) => FORBIDDEN.includes(name));
  }

  count(name: string): number {
    return this.calls.filter((each) => each === name).length;
  }

  call<T>(name: string, ...values: unknown[]): Promise<{ data: T }> {
    return this.sdk[name]?.(...values) as Promise<{ data: T }>;
  }

  async login(userId: string): Promise<void> {
    const { sdkAppId, secretKey } = await emulator();
    const before = this.#readyCount;
    this.userId = userId;
    await this.call('login', { userID: userId, userSig: await createUserSig({ sdkAppId, secretKey, userId }) });
    await until(() => this.#readyCount > before, 'the SDK of the page is ready');
  }

  /** Whether the SDK knows by now that the plan of the application has the history. It asks after the login. */
  async hasHistory(): Promise<boolean> {
    const { data } = await this.call<{ enabled: boolean }>('callExperimentalAPI', 'isCommercialAbilityEnabled', 4);
    return data.enabled;
  }

  async logout(): Promise<void> {
    this.userId = '';
    await this.call('logout');
  }

  /** Sends a text to a conversation, and resolves to the SDK's message. */
  async say(to: string, text: string, conversationType: 'GROUP' | 'C2C' = 'GROUP'): Promise<object> {
    const message = this.sdk['createTextMessage']?.({ to, conversationType, payload: { text } });
    return (await this.call<{ message: object }>('sendMessage', message)).data.message;
  }

  async destroy(): Promise<void> {
    // Without a login 3.x leaves the rejection of its own logout unhandled; the next test uses the same instance then.
    if (this.#isReady) await this.call('destroy').catch(() => undefined);
  }
}
