// The emulator inside a browser page, for demos and tests without a server. It signs with a published key, so it is
// never part of the bundle of the elements. Import it before the elements join a room.
import { createUserSig, verifyUserSig } from '../../server/user-sig.js';
import type { Crowd, CrowdOptions } from '../core/crowd/crowd.js';
import { EmulatedApp } from '../core/emulated-app.js';
import type { Environment } from '../core/environment.js';
import { Service } from '../core/service.js';
import { createSettings, EMULATOR_TEST_KEY, type Profile, type Settings } from '../core/settings.js';
import { createInPageSocket, type SocketEnd } from './in-page-socket.js';
import { TabHub, type HostedService } from './tab-hub.js';

/** `.invalid` is a reserved top-level domain that never resolves (RFC 2606). */
const HOST = 'page-emulator.invalid';
const TOKEN_LIFETIME_S = 7200;

/** Options of `startPageEmulator()`. They include all settings of the service. */
export interface PageEmulatorOptions extends Partial<Settings> {
  /** Base of the settings. Default: `strict`, as for `startEmulator()`. */
  readonly profile?: Profile;
  /** Tabs of an origin with the same name share one service. Default: `live-chat-elements`. */
  readonly name?: string;
}

/** The user of a token; without `userId` a guest, who can only read. */
export interface PageTokenRequest {
  readonly groupId: string;
  readonly userId?: string;
  readonly nick?: string;
  readonly avatar?: string;
  readonly role?: 'viewer' | 'host' | 'moderator';
}

/** A token as the `tokenProvider` of the elements resolves it. */
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

/** An emulator inside this page. */
export interface PageEmulator {
  /** URL for the SDK's `proxyServer`. */
  readonly url: string;
  readonly sdkAppId: number;
  /** Whether the service runs in this tab and not in another tab of the origin. */
  readonly isHosting: boolean;
  /** The API of the service, while it runs in this tab. */
  readonly app: EmulatedApp | undefined;
  /** Creates a token, as a token endpoint does. */
  createToken(request: PageTokenRequest): Promise<PageToken>;
  /** Starts simulated viewers; undefined while the service runs in another tab. */
  crowd(options: CrowdOptions): Crowd | undefined;
  /** Restores `WebSocket` and disconnects this tab. */
  close(): void;
}

/**
 * Starts the emulator in this page and replaces `WebSocket` until `close()`. All tabs of the origin share one service.
 * It runs in one of the tabs; if that tab is hidden, the browser throttles its timers, which slows down the room.
 */
export function startPageEmulator({ name = 'live-chat-elements', ...given }: PageEmulatorOptions = {}): PageEmulator {
  const settings = createSettings(given);
  const { sdkAppId } = settings;
  let app: EmulatedApp | undefined;
  let service: Service | undefined;

  const hub = new TabHub(`${name}: emulator`, () => {
    const started = new Service(pageEnvironment(sdkAppId), settings);
    started.onInternalError = (error, command) => console.error(`Emulator: internal error in ${command}.`, error);
    service = started;
    app = new EmulatedApp(started);
    return hosted(started);
  });
  const nativeWebSocket = globalThis.WebSocket;
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
      globalThis.WebSocket = nativeWebSocket;
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
      return { send: (text) => connection.receive(text), close: (code) => connection.handleClose(code) };
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
