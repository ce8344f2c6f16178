// The emulated service inside a browser page: a folder of static files is then a complete live room, with the real SDK
// and the
// real elements and no server. For demos, Storybook and tests; it signs with a key that everybody knows, so it is never
// part
// of the elements' own bundle. Import it before the elements join a room.
import { createUserSig, verifyUserSig } from '../../server/user-sig.js';
import type { Crowd } from '../core/crowd/crowd.js';
import type { CrowdOptions } from '../core/crowd/crowd-options.js';
import { EmulatedApp } from '../core/emulated-app.js';
import type { Environment } from '../core/environment.js';
import { Service } from '../core/service.js';
import { DEFAULT_SETTINGS, EMULATOR_TEST_KEY, type Settings } from '../core/settings.js';
import { createInPageSocket, type SocketEnd } from './in-page-socket.js';
import { TabHub, type HostedService } from './tab-hub.js';

/** `.invalid` is reserved: no name server will ever know it (RFC 2606). */
const HOST = 'page-emulator.invalid';
const TOKEN_LIFETIME_S = 7200;

/** What a page may set of its own service. */
export interface PageEmulatorOptions extends Partial<Settings> {
  /** Tabs of one origin that give the same name meet; `live-chat-elements` when not given. */
  readonly name?: string;
}

/** Who a token is for; without `userId` a guest, who reads. */
export interface PageTokenRequest {
  readonly groupId: string;
  readonly userId?: string;
  readonly nick?: string;
  readonly avatar?: string;
  readonly role?: 'viewer' | 'host' | 'moderator';
}

/** What the elements' `tokenProvider` must resolve to. */
export interface PageToken {
  readonly sdkAppId: number;
  readonly groupId: string;
  readonly proxyServer: string;
  readonly userId?: string;
  readonly userSig?: string;
  /** Unix seconds. */
  readonly expiresAt?: number;
  readonly nick?: string;
  readonly avatar?: string;
  readonly role: 'viewer' | 'host' | 'moderator';
  readonly capabilities: readonly string[];
}

/** A service inside this page, and what a page needs to join it. */
export interface PageEmulator {
  /** For `proxyServer`. */
  readonly url: string;
  readonly sdkAppId: number;
  /** Whether the service runs in this tab, and not in another one of the same origin. */
  readonly isHosting: boolean;
  /** The service, while it runs in this tab. */
  readonly app: EmulatedApp | undefined;
  /** Makes a token as a server's token endpoint would. */
  createToken(request: PageTokenRequest): Promise<PageToken>;
  /** Fills a room with simulated viewers; undefined while another tab hosts the service. */
  crowd(options: CrowdOptions): Crowd | undefined;
  /** Gives `WebSocket` back and ends this tab's part. */
  close(): void;
}

/**
 * Starts the emulator in this page and puts an in-page socket where `WebSocket` stood, until `close()`.
 * All tabs of the origin meet in one service. A hidden tab that hosts it is slowed down by the browser, and so is the
 * room.
 */
export function startPageEmulator({ name = 'live-chat-elements', ...given }: PageEmulatorOptions = {}): PageEmulator {
  const settings: Settings = { ...DEFAULT_SETTINGS, ...given };
  const { sdkAppId } = settings;
  let app: EmulatedApp | undefined;
  let service: Service | undefined;

  const hub = new TabHub(`${name}: emulator`, () => {
    const begun = new Service(pageEnvironment(sdkAppId), settings);
    begun.onInternalError = (error, command) => console.error(`Emulator: ${command} failed inside.`, error);
    service = begun;
    app = new EmulatedApp(begun);
    return hosted(begun);
  });
  const pagesOwn = globalThis.WebSocket;
  globalThis.WebSocket = createInPageSocket(HOST, (address, end) => hub.open(address, end));

  return {
    url: `ws://${HOST}`,
    sdkAppId,
    get isHosting() {
      return hub.isHosting;
    },
    get app() {
      return app;
    },
    createToken: (request) => createToken(sdkAppId, request),
    crowd: (options) => app?.crowd(options),
    close() {
      globalThis.WebSocket = pagesOwn;
      app?.stopCrowds();
      service?.stop();
      hub.close();
    },
  };
}

function hosted(service: Service): HostedService {
  return {
    accept(address, end: SocketEnd) {
      const connection = service.connect(
        { send: (frame) => end.frame(frame), close: () => end.closed(1006) },
        address.searchParams.get('instanceid') ?? '',
      );
      return { send: (text) => connection.receive(text), close: (code) => connection.close(code) };
    },
  };
}

function pageEnvironment(sdkAppId: number): Environment {
  return {
    now: Date.now,
    random: Math.random,
    setTimer(callback, ms) {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
    verify: (userSig, userId, now) => verifyUserSig(userSig, { sdkAppId, secretKey: EMULATOR_TEST_KEY, userId, now }),
  };
}

async function createToken(
  sdkAppId: number,
  { groupId, userId, nick, avatar, role = 'viewer' }: PageTokenRequest,
): Promise<PageToken> {
  const common = {
    sdkAppId,
    groupId,
    proxyServer: `ws://${HOST}`,
    role,
    ...(nick !== undefined && { nick }),
    ...(avatar !== undefined && { avatar }),
  };
  if (userId === undefined) return { ...common, capabilities: [] };
  const now = Math.floor(Date.now() / 1000);
  const userSig = await createUserSig({
    sdkAppId,
    secretKey: EMULATOR_TEST_KEY,
    userId,
    expire: TOKEN_LIFETIME_S,
    now,
  });
  return { ...common, userId, userSig, expiresAt: now + TOKEN_LIFETIME_S, capabilities: ['send', 'like'] };
}
