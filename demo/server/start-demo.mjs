// Puts the demo's parts behind one HTTP server that listens on 127.0.0.1 only.
// It routes; what the parts do stands in their own files.
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { answerJson, answerProblem } from './answer.mjs';
import { createCrowds } from './crowds.mjs';
import { fromLoopback, fromOwnPage } from './own-page.mjs';
import { identify, mayModerate, rememberPerson } from './people.mjs';
import { pageHeaders } from './page-headers.mjs';
import { createStaticFiles } from './static-files.mjs';

const HOST = '127.0.0.1';
/**
 * Rooms with a name and an owner; any other id is a room as well, named after itself. `/?user=sami` is at home in all
 * of them.
 */
const ROOMS = {
  'northern-lights': 'Northern lights',
  'friday-show': 'Friday show',
  playground: 'Playground',
  events: 'Events',
  strict: 'Strict',
};
const OWNER = 'sami';
/** The account that may call Tencent's REST API; every application has it. */
const ADMINISTRATOR = 'administrator';
const DEMO_FOLDER = fileURLToPath(new URL('../', import.meta.url));
const DIST_FOLDER = fileURLToPath(new URL('../../dist/', import.meta.url));

/** The built package, as its users get it; the tests pass the sources instead. */
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
 * @throws Error in words when the port is taken or the build is missing
 */
export async function startDemo({ port = 8000, application, parts, distFolder = DIST_FOLDER } = {}) {
  const { createModerationHandler, createRestClient, createTokenHandler, toNodeListener, startEmulator } =
    parts ?? (await builtParts());
  const emulator = application ? undefined : await startBeside(port, startEmulator);
  for (const [groupId, name] of Object.entries(emulator ? ROOMS : {}))
    emulator.app.createRoom(groupId, { name, owner: OWNER });
  const { sdkAppId, secretKey } = application ?? emulator;
  const answerToken = toNodeListener(
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
  const answerModeration = toNodeListener(createModerationHandler({ client, authorize: mayModerate }));
  const crowds = createCrowds(emulator);
  const serveFile = createStaticFiles({
    demoFolder: DEMO_FOLDER,
    distFolder,
    headersFor: (path) => pageHeaders(path, { emulator: Boolean(emulator) }),
  });

  async function route(request, response) {
    if (!fromLoopback(request))
      return answerProblem(response, 421, 'This demo answers on 127.0.0.1 and localhost only.');
    const { pathname } = new URL(request.url ?? '/', 'http://demo.invalid');
    if (pathname === '/api/token') {
      rememberPerson(request, response);
      return answerToken(request, response);
    }
    if (pathname === '/api/moderate') {
      rememberPerson(request, response);
      return answerModeration(request, response);
    }
    if (pathname === '/api/crowd') {
      if (request.method !== 'GET' && !fromOwnPage(request))
        return answerProblem(response, 403, 'Only pages of this demo may do that.');
      return crowds.handle(request, response);
    }
    if (pathname.startsWith('/api/')) return answerProblem(response, 404, `There is nothing at ${pathname}.`);
    if (pathname === '/favicon.ico') return answerJson(response, 204);
    if (request.headers.accept?.includes('text/html')) rememberPerson(request, response);
    return serveFile(request, response, pathname);
  }

  const server = createServer((request, response) => {
    route(request, response).catch((error) => {
      console.error(error);
      if (response.headersSent) response.destroy();
      else answerProblem(response, 500, 'The demo server failed; its console says more.');
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

/**
 * At the port after the demo's own when it is free: pages that stay open find the service again after `npm start` was
 * restarted.
 */
async function startBeside(port, startEmulator) {
  if (port > 0 && port < 65_535) {
    try {
      return await startEmulator({ port: port + 1, host: HOST });
    } catch (error) {
      if (!['EADDRINUSE', 'EACCES'].includes(error.code ?? error.cause?.code)) throw error;
    }
  }
  return startEmulator({ port: 0, host: HOST });
}

function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      if (error.code === 'EADDRINUSE')
        reject(
          new Error(`Port ${port} is taken. Stop what listens there, or choose another: PORT=${port + 1} npm start`),
        );
      else if (error.code === 'EACCES')
        reject(new Error(`Port ${port} may not be opened by this user. Choose one above 1023: PORT=8000 npm start`));
      else reject(error);
    });
    server.listen(port, HOST, resolve);
  });
}
