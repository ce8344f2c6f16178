// An emulator and a token endpoint for the browser tests of each engine: engines run at the same time with the same users,
// and a second login of a user ends the first. Tests read the addresses from `/__emulator.json`; test/support/emulator.ts
// does that.
import { createTokenHandler } from '../src/server/index.ts';
import { startEmulator } from '../src/emulator/index.ts';

/**
 * The identity that a test requests in the query of its token endpoint: /api/token?user=ana&nick=Ana&role=host&ttl=7200
 */
function identify(request) {
  const query = new URL(request.url).searchParams;
  const userId = query.get('user');
  if (query.get('refuse')) return null;
  if (!userId) return { guest: true };
  return {
    userId,
    nick: query.get('nick') ?? userId,
    role: query.get('role') ?? 'viewer',
    avatar: query.get('avatar') ?? undefined,
  };
}

/** Of a request: Firefox names itself, Chrome too, and WebKit neither. */
function engineOf(userAgent = '') {
  return /Firefox|Chrome/.exec(userAgent)?.[0] ?? 'WebKit';
}

async function startBackend(controlOrigins) {
  const emulator = await startEmulator({
    port: 0,
    pollMs: 20,
    // All tests share it and a few users, who log in more often within a minute than a user does.
    maxLoginsPerMinute: Infinity,
    // Switched on in the console, as the doctor recommends: the tests use both. Tests of rooms without them
    // are test/room/moderation/mutes.node.test.ts and test/doctor/.
    banSwitch: true,
    moderationTips: true,
    controlOrigins,
  });
  const handleToken = createTokenHandler({
    sdkAppId: emulator.sdkAppId,
    secretKey: emulator.secretKey,
    proxyServer: emulator.url,
    identify,
    userLimit: false,
  });
  return { emulator, handleToken };
}

export function emulatorPlugin() {
  let controlOrigins;
  /** By engine; each is started with the first request. */
  const backends = new Map();
  const backendOf = (context) => {
    const engine = engineOf(context.get('user-agent'));
    if (!backends.has(engine)) backends.set(engine, startBackend(controlOrigins));
    return backends.get(engine);
  };
  return {
    name: 'emulator',
    serverStart({ config }) {
      controlOrigins = ['localhost', '127.0.0.1'].map(
        (name) => `${config.http2 ? 'https' : 'http'}://${name}:${config.port}`,
      );
    },
    async serverStop() {
      for (const backend of backends.values()) await (await backend).emulator.close();
    },
    async serve(context) {
      if (context.path !== '/__emulator.json') return undefined;
      const { url, restUrl, sdkAppId, secretKey } = (await backendOf(context)).emulator;
      return { body: JSON.stringify({ url, restUrl, sdkAppId, secretKey }), type: 'json' };
    },
    /** For `middleware` in the configuration: a plugin's `serve` receives no POST requests. */
    tokenMiddleware: async (context, next) => {
      if (context.path !== '/api/token') return next();
      const body = await new Promise((resolve) => {
        const chunks = [];
        context.req.on('data', (chunk) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks)));
      });
      // `?host=…`: a proxy between the page and the endpoint replaced the Host header by this one.
      const host = context.query.host ?? context.host;
      const request = new Request(new URL(context.url, `${context.protocol}://${host}`), {
        method: context.method,
        headers: { ...context.headers, host },
        ...(body.length > 0 && { body }),
      });
      const { handleToken } = await backendOf(context);
      const response = await handleToken(request);
      context.status = response.status;
      response.headers.forEach((value, name) => context.set(name, value));
      context.body = await response.text();
      return undefined;
    },
  };
}
