// Starts the emulator on a port: WebSockets for the SDK, and HTTP for the REST API and the controls.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { EmulatedApp } from '../core/emulated-app.js';
import { Service } from '../core/service.js';
import { createSettings, EMULATOR_TEST_KEY } from '../core/settings.js';
import type { Crowd, CrowdOptions } from '../core/crowd/crowd.js';
import { acceptSocket, memoizedCompressor, memoizedEncoder } from './accept-socket.js';
import { checkOptions, type EmulatorOptions } from './emulator-options.js';
import { httpListener } from './http-listener.js';
import { isAllowedOrigin, isOwnHost } from './access-control.js';
import { nodeEnvironment } from './node-environment.js';

const MAX_FRAME_BYTES = 256 * 1024;

/** A running emulator. */
export interface Emulator {
  /** For the SDK's `proxyServer`: `ws://127.0.0.1:<port>`. */
  readonly url: string;
  /** Base URL of the REST API: `http://127.0.0.1:<port>`. */
  readonly restUrl: string;
  readonly sdkAppId: number;
  /** The key that signs UserSigs. */
  readonly secretKey: string;
  /** Reads rooms, acts as the application, injects faults. */
  readonly app: EmulatedApp;
  /** Starts simulated viewers; the same as `app.crowd`. */
  crowd(options: CrowdOptions): Crowd;
  /** Closes all connections and the port. */
  close(): Promise<void>;
}

/** Starts an emulator. Rejects if the port is not available, and with TypeError for an invalid option. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  checkOptions(options);
  const {
    host = '127.0.0.1',
    port = 0,
    secretKey = EMULATOR_TEST_KEY,
    allowedOrigins = [],
    controlOrigins = [],
  } = options;
  const settings = createSettings(options);
  const { sdkAppId } = settings;
  const { environment, jump } = nodeEnvironment(options, { sdkAppId, secretKey, publicKey: options.publicKey });
  const service = new Service(environment, settings);
  service.onInternalError = (error, command) => console.error(`Emulator: internal error in ${command}.`, error);
  const app = new EmulatedApp(service);
  let downUntil = 0;
  app.simulate.onDown = (ms) => (downUntil = Date.now() + ms);
  app.simulate.onClockJump = jump;

  const isDown = () => Date.now() < downUntil;
  const encode = memoizedEncoder();
  const compress = memoizedCompressor(settings.compressAboveBytes);
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
    clientTracking: false,
  });
  const server = createServer(httpListener(service, app, { host, allowedOrigins, controlOrigins, isDown }));
  server.on('upgrade', (request, socket, head) => {
    const address = new URL(request.url ?? '/', 'http://emulator');
    socket.on('error', () => socket.destroy()); // the client disconnected during the handshake
    const refusal = isDown()
      ? '503 Service Unavailable'
      : !isOwnHost(request.headers.host, host) ||
          !isAllowedOrigin(request.headers.origin, [...allowedOrigins, ...controlOrigins])
        ? '403 Forbidden'
        : address.pathname !== '/binfo' && address.pathname !== '/info'
          ? '404 Not Found'
          : undefined;
    if (refusal) socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    else
      sockets.handleUpgrade(request, socket, head, (accepted) =>
        acceptSocket(accepted, address, service, { encode, compress }),
      );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(describeError(error, host, port)));
    server.listen(port, host, resolve);
  });
  const { port: realPort } = server.address() as AddressInfo;
  const authority = `${host.includes(':') ? `[${host}]` : host}:${realPort}`;

  return {
    url: `ws://${authority}`,
    restUrl: `http://${authority}`,
    sdkAppId,
    secretKey,
    app,
    crowd: (crowdOptions) => app.crowd(crowdOptions),
    async close() {
      app.stopCrowds();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      service.stop();
      server.closeAllConnections();
      await closed;
    },
  };
}

function describeError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE')
    return new Error(
      `Port ${port} on ${host} is in use by another program. Choose another port, or 0 for a free one.`,
      { cause: error },
    );
  if (error.code === 'EACCES')
    return new Error(`Port ${port} needs permissions that this program does not have. Choose a port above 1023.`, {
      cause: error,
    });
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return new Error(`This machine has no address ${host}.`, { cause: error });
  return error;
}
