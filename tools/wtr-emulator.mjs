// One emulator and one token endpoint for the whole browser test run. Tests read their addresses from
// `/__emulator.json`; test/support/emulator.ts does that.
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

export function emulatorPlugin() {
  let emulator;
  let handleToken;
  return {
    name: 'emulator',
    async serverStart({ config }) {
      const controlOrigins = ['localhost', '127.0.0.1'].map(
        (name) => `${config.http2 ? 'https' : 'http'}://${name}:${config.port}`,
      );
      emulator = await startEmulator({
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
      handleToken = createTokenHandler({
        sdkAppId: emulator.sdkAppId,
        secretKey: emulator.secretKey,
        proxyServer: emulator.url,
        identify,
        userLimit: false,
      });
    },
    async serverStop() {
      await emulator?.close();
    },
    async serve(context) {
      if (context.path === '/__emulator.json') {
        return {
          body: JSON.stringify({
            url: emulator.url,
            restUrl: emulator.restUrl,
            sdkAppId: emulator.sdkAppId,
            secretKey: emulator.secretKey,
          }),
          type: 'json',
        };
      }
      return undefined;
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
      const response = await handleToken(request);
      context.status = response.status;
      response.headers.forEach((value, name) => context.set(name, value));
      context.body = await response.text();
      return undefined;
    },
  };
}
