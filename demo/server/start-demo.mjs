// The demo's HTTP server, on 127.0.0.1 only: routes each request to the part that handles it.
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { sendJson, sendProblem } from './respond.mjs';
import { createCrowds } from './crowds.mjs';
import { isLoopbackHost, isSameOrigin } from './request-origin.mjs';
import { identify, mayModerate, ensureUserCookie } from './demo-users.mjs';
import { pageHeaders } from './page-headers.mjs';
import { createPrivateMessages } from './private-messages.mjs';
import { createStaticFiles } from './static-files.mjs';

const HOST = '127.0.0.1';
/** Rooms with a name and an owner (`/?user=sami`). Any other id is a room too, named by its id. */
const ROOMS = {
  'northern-lights': 'Northern lights',
  'friday-show': 'Friday show',
  playground: 'Playground',
  events: 'Events',
  strict: 'Strict',
  messenger: 'Messenger',
};
const OWNER = 'sami';
/** Bans and notices of mutes are switched on in the console of this application, and a page may be reloaded often. */
const EMULATOR_SETTINGS = { host: HOST, banSwitch: true, moderationTips: true, maxLoginsPerMinute: Infinity };
/** The account that may call Tencent's REST API; it exists in every application. */
const ADMINISTRATOR = 'administrator';
const DEMO_FOLDER = fileURLToPath(new URL('../', import.meta.url));
const DIST_FOLDER = fileURLToPath(new URL('../../dist/', import.meta.url));

/** The built package, as it is published; tests pass the sources instead. */
async function builtParts() {
  if (!existsSync(`${DIST_FOLDER}server.js`) || !existsSync(`${DIST_FOLDER}emulator.js`))
    throw new Error('dist/ is missing. Run `npm run build:js` first; `npm start` does it for you.');
  const [server, { startEmulator }] = await Promise.all([
    import(new URL('../../dist/server.js', import.meta.url).href),
    import(new URL('../../dist/emulator.js', import.meta.url).href),
  ]);
  return { ...server, startEmulator };
}

/**
 * @param {import('./start-demo.mjs').DemoOptions} options
 * @returns {Promise<import('./start-demo.mjs').Demo>}
 * @throws Error when the port is in use or the build is missing
 */
export async function startDemo({ port = 8000, application, parts, distFolder = DIST_FOLDER } = {}) {
  const { createModerationHandler, createRestClient, createTokenHandler, toNodeListener, startEmulator } =
    parts ?? (await builtParts());
  const emulator = application ? undefined : await startEmulatorNear(port, startEmulator);
  for (const [groupId, name] of Object.entries(emulator ? ROOMS : {}))
    emulator.app.createRoom(groupId, { name, owner: OWNER });
  const { sdkAppId, secretKey } = application ?? emulator;
  const handleToken = toNodeListener(
    createTokenHandler({
      sdkAppId,
      secretKey,
      identify,
      ...(emulator && { proxyServer: emulator.url, userLimit: false, addressLimit: false }),
    }),
  );
  const client = createRestClient({
    sdkAppId,
    secretKey,
    identifier: ADMINISTRATOR,
    ...(emulator && { baseUrl: emulator.restUrl }),
  });
  const handleModeration = toNodeListener(createModerationHandler({ client, authorize: mayModerate }));
  const crowds = createCrowds(emulator);
  const privateMessages = createPrivateMessages(emulator);
  const serveFile = createStaticFiles({
    demoFolder: DEMO_FOLDER,
    distFolder,
    headersFor: (path) => pageHeaders(path, { emulator: Boolean(emulator) }),
  });

  async function route(request, response) {
    if (!isLoopbackHost(request))
      return sendProblem(response, 421, 'This demo is available on 127.0.0.1 and localhost only.');
    const { pathname } = new URL(request.url ?? '/', 'http://demo.invalid');
    if (pathname === '/api/token') {
      ensureUserCookie(request, response);
      return handleToken(request, response);
    }
    if (pathname === '/api/moderate') {
      ensureUserCookie(request, response);
      return handleModeration(request, response);
    }
    if (pathname === '/api/crowd' || pathname === '/api/private-message') {
      if (request.method !== 'GET' && !isSameOrigin(request))
        return sendProblem(response, 403, 'Only the pages of this demo may send this request.');
      return (pathname === '/api/crowd' ? crowds : privateMessages).handle(request, response);
    }
    if (pathname.startsWith('/api/')) return sendProblem(response, 404, `Not found: ${pathname}`);
    if (pathname === '/favicon.ico') return sendJson(response, 204);
    if (request.headers.accept?.includes('text/html')) ensureUserCookie(request, response);
    return serveFile(request, response, pathname);
  }

  const server = createServer((request, response) => {
    route(request, response).catch((error) => {
      console.error(error);
      if (response.headersSent) response.destroy();
      else sendProblem(response, 500, 'The demo server failed; see its console.');
    });
  });
  try {
    await listen(server, port);
  } catch (error) {
    await emulator?.close();
    throw error;
  }

  return {
    url: `http://${HOST}:${server.address().port}/`,
    emulator,
    async close() {
      crowds.stopAll();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await Promise.all([closed, emulator?.close()]);
    },
  };
}

/** Uses the port after the demo's, if it is free, so that open pages reconnect after `npm start` is restarted. */
async function startEmulatorNear(port, startEmulator) {
  if (port > 0 && port < 65_535) {
    try {
      return await startEmulator({ ...EMULATOR_SETTINGS, port: port + 1 });
    } catch (error) {
      if (!['EADDRINUSE', 'EACCES'].includes(error.code ?? error.cause?.code)) throw error;
    }
  }
  return startEmulator({ ...EMULATOR_SETTINGS, port: 0 });
}

function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      if (error.code === 'EADDRINUSE')
        reject(
          new Error(
            `Port ${port} is in use. Stop the program that uses it, or choose another port: PORT=${port + 1} npm start`,
          ),
        );
      else if (error.code === 'EACCES')
        reject(new Error(`This user may not open port ${port}. Choose one above 1023: PORT=8000 npm start`));
      else reject(error);
    });
    server.listen(port, HOST, resolve);
  });
}
