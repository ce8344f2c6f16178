// One run of the doctor: the application, its REST client, the users that are connected, and what was observed so far.
import { createRestClient, type Region, type RestClient } from '../server/rest/rest-client.js';
import type { SigningKey } from '../server/user-sig.js';
import { createUserSig } from '../server/user-sig.js';
import { SdkUser } from './sdk-user.js';
import type { SdkFactory } from './sdk-page.js';
import type { WebhookReceiver } from './webhook-receiver.js';

/** Options of a run. `sdkAppId` and a key are required. */
export interface DoctorOptions {
  readonly sdkAppId: number;
  /** The application's key. It is never part of a result. */
  readonly key: SigningKey;
  /** An administrator of the application; default `administrator`. */
  readonly identifier?: string | undefined;
  /** Default `china`. */
  readonly region?: Region | undefined;
  /** A room to check in place of a test room. It is not changed and not dismissed. */
  readonly groupId?: string | undefined;
  /** REST API in place of the region's: https, or http on this machine. */
  readonly baseUrl?: string | undefined;
  /** `ws:` or `wss:` address in place of the service's hosts. */
  readonly proxyServer?: string | undefined;
  /** The URL of the site's webhook, which is called as the service would. */
  readonly webhookUrl?: string | undefined;
  /** Key of the webhook's signature. */
  readonly webhookToken?: string | undefined;
  /** Port of a receiver of the doctor's own, to which the service calls; 0 takes a free one. */
  readonly webhookPort?: number | undefined;
  /** Called with the address of the receiver before the checks begin. */
  readonly onReceiver?: ((url: string) => void) | undefined;
  /** Unix ms; the clock of this machine. */
  readonly now?: (() => number) | undefined;
  /** Ends the run: the test room is dismissed, and `runDoctor` rejects with the reason of the signal. */
  readonly signal?: AbortSignal | undefined;
  /** Makes an SDK; default: the one of the package. */
  readonly createSdk?: SdkFactory | undefined;
}

/** What was observed about the service. undefined: not observed. */
export interface Observations {
  /** The service's time minus ours; of all sources of it the one that differs most. */
  clockOffsetMs?: number;
  profileForOutsiders?: boolean;
  profileLagMs?: number;
  purchaseBitsAtLogin?: boolean;
  purchaseBits?: string;
  compressed?: boolean;
  pollHeldMs?: number;
  moderationTips?: boolean;
  profileTips?: boolean;
  banSwitch?: boolean;
  /** Whether a message of 8,100 bytes was accepted. */
  acceptsLongMessages?: boolean;
  ownerMayNotQuit?: boolean;
  /** Error code of a poll after the user was banned. */
  pollCodeAfterBan?: number;
  loginKeepsMembership?: boolean;
  instancesPerUser?: number;
  honourFilters?: boolean;
  telemetry?: boolean;
}

/** The three test users. The ids are always the same, so that repeated runs add no accounts. */
export const USER_IDS = {
  host: 'live-chat-doctor-host',
  ana: 'live-chat-doctor-ana',
  ben: 'live-chat-doctor-ben',
} as const;

/** Long enough that a clock that is a few hours behind does not hide everything else. */
const SIGNATURE_LIFETIME_S = 86_400;
const TIMEOUT_MS = 6_000;
/** The service tells its time in whole seconds. */
const HALF_SECOND_MS = 500;
/** The SDK's own table of hosts has none for this region. */
const REGION_HOSTS: Partial<Record<Region, string>> = { jakarta: 'wss://wssidn.im.qcloud.com' };

export class DoctorRun {
  readonly options: DoctorOptions;
  readonly observations: Observations = {};
  /** Texts that no result may contain. */
  readonly secrets = new Set<string>();
  readonly groupId: string;
  /** The room was created by this run. */
  readonly isOwnRoom: boolean;
  /** The room exists, or its creation was requested; it must be dismissed at the end if it is our own. */
  isRoomOpen = false;
  receiver: WebhookReceiver | undefined;
  /** The service refused a fresh signature as expired. */
  isExpired = false;
  /** Added to the clock of this machine when signing; set once the service's time is known. */
  clockCorrectionMs = 0;
  /** How long each send of the SDK took, in ms. */
  readonly sendTimes: number[] = [];
  readonly #users = new Map<string, SdkUser>();
  readonly #createSdk: SdkFactory;
  #rest: RestClient | undefined;

  constructor(options: DoctorOptions, createSdk: SdkFactory) {
    this.options = options;
    this.#createSdk = createSdk;
    this.isOwnRoom = options.groupId === undefined;
    this.groupId = options.groupId ?? `live-chat-doctor-${Math.floor(Math.random() * 2 ** 40).toString(36)}`;
    for (const secret of [options.key.secretKey, options.key.privateKey, options.webhookToken])
      if (secret) this.secrets.add(secret);
  }

  /** The time by which signatures are made, unix ms. */
  now(): number {
    return (this.options.now ?? Date.now)() + this.clockCorrectionMs;
  }

  /** The REST client. Throws TypeError for an unusable key or address. */
  get rest(): RestClient {
    const { sdkAppId, key, identifier, region, baseUrl } = this.options;
    this.#rest ??= createRestClient({
      ...key,
      sdkAppId,
      ...(identifier !== undefined && { identifier }),
      ...(region !== undefined && { region }),
      ...(baseUrl !== undefined && { baseUrl }),
      timeoutMs: TIMEOUT_MS,
      retries: 1,
      now: () => this.now(),
      fetch: (input, init) => this.#fetch(input, init),
    });
    return this.#rest;
  }

  /** Makes a new REST client, which signs with the corrected clock. */
  resetRest(): void {
    this.#rest = undefined;
  }

  /** A signature for a user, by the corrected clock. */
  async sign(userId: string): Promise<string> {
    const { sdkAppId, key } = this.options;
    const now = Math.floor(this.now() / 1000);
    const userSig = await createUserSig({ ...key, sdkAppId, userId, expire: SIGNATURE_LIFETIME_S, now });
    this.secrets.add(userSig);
    return userSig;
  }

  /** Connects a user, or with '' a guest, under a name by which checks find the connection. */
  connect(name: string, userId: string): SdkUser {
    const { sdkAppId, proxyServer, region } = this.options;
    const user = new SdkUser(this.#createSdk, {
      sdkAppId,
      userId,
      proxyServer: proxyServer ?? (region && REGION_HOSTS[region]),
    });
    this.#users.set(name, user);
    return user;
  }

  /** Records a time of the service, in unix seconds, that it told when ours was `ownMs`. */
  recordServiceTime(seconds: number, ownMs: number): void {
    const offset = Math.round(seconds * 1000 + HALF_SECOND_MS - ownMs);
    if (Math.abs(offset) >= Math.abs(this.observations.clockOffsetMs ?? 0)) this.observations.clockOffsetMs = offset;
  }

  /** A user who was connected before. Throws Error for another name. */
  user(name: string): SdkUser {
    const found = this.#users.get(name);
    if (!found) throw new Error(`No user is named ${name}.`);
    return found;
  }

  /** Whether a user was connected under this name. */
  has(name: string): boolean {
    return this.#users.has(name);
  }

  /** All users so far. */
  users(): SdkUser[] {
    return [...this.#users.values()];
  }

  /**
   * Sends a new text as a user. In a room of the site it is a custom message, which the elements do not show. Returns a
   * function that recognises it.
   */
  async sendMarker(from: SdkUser, priority = 'Normal') {
    const text = `live-chat-doctor ${Math.random().toString(36).slice(2)}`;
    const startedAt = performance.now();
    await from.send(this.groupId, text, {
      priority,
      ...(!this.isOwnRoom && { custom: { data: text, description: '', extension: '' } }),
    });
    this.sendTimes.push(performance.now() - startedAt);
    return {
      startedAt,
      fits: (message: { readonly payload: Readonly<Record<string, unknown>> }) =>
        message.payload['text'] === text || message.payload['data'] === text,
    };
  }

  /** Ends all users and the receiver. Never rejects. */
  async end(): Promise<void> {
    await Promise.all(this.users().map((each) => each.end()));
    await this.receiver?.close();
  }

  async #fetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    const url = new URL(input instanceof Request ? input.url : input);
    const userSig = url.searchParams.get('usersig');
    if (userSig) this.secrets.add(userSig);
    const startedAt = (this.options.now ?? Date.now)();
    const response = await fetch(input, init);
    const date = Date.parse(response.headers.get('date') ?? '');
    if (Number.isFinite(date)) this.recordServiceTime(date / 1000, startedAt);
    return response;
  }
}
