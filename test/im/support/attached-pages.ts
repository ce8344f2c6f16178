// Users whose pages have logged in by themselves, for clients that are attached to their instances of the SDK.
import { attachClient } from '../../../src/im/attached/attached-client.lazy.js';
import type { ImClientFactory, ImCredentials } from '../../../src/im/im-client.js';
import { expectConsole } from '../../support/console-guard.js';
import { emulator } from '../../support/emulator.js';
import { until } from '../../support/until.js';
import { PageSdk, type SdkKind } from './page-sdk.js';

/** The users of the contract. */
const USERS = ['ana', 'bo', 'cy', 'dee', 'olga'];

export class AttachedPages {
  readonly #pages = new Map<string, PageSdk>();

  constructor(private readonly kind: SdkKind) {}

  /** Loads an SDK for each user. Nobody is logged in then. */
  async load(): Promise<void> {
    for (const userId of USERS) this.#pages.set(userId, await PageSdk.create(this.kind, userId));
  }

  factory(userId: string): ImClientFactory {
    // 3.x leaves requests of its own unhandled when they are refused, or when it logs out.
    if (!this.kind.needsUserId)
      for (const part of ['tencentcloud/chat', 'a Promise outside a test']) expectConsole(part);
    return (...given) => attachClient(this.#page(userId).chat, this.kind.needsUserId ? userId : '')(...given);
  }

  /** The page of this user logs in, if it has not yet, and sets the profile. */
  async logIn(
    userId: string,
    { nick = userId, avatar = '', history = false }: { nick?: string; avatar?: string; history?: boolean } = {},
  ): Promise<ImCredentials> {
    const page = this.#page(userId);
    if (page.userId === '') await page.login(userId);
    await page.call('updateMyProfile', { nick, avatar });
    if (history) await until(() => page.hasHistory(), 'the SDK of the page knows the plan');
    return { sdkAppId: (await emulator()).sdkAppId, userId };
  }

  /** All pages that are logged in log out. */
  async logOut(): Promise<void> {
    const loggedIn = [...this.#pages.values()].filter(({ userId }) => userId !== '');
    await Promise.all(loggedIn.map((page) => page.logout()));
  }

  #page(userId: string): PageSdk {
    const page = this.#pages.get(userId);
    if (!page) throw new Error(`No page of ${userId}`);
    return page;
  }
}
