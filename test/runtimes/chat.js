// The file `chat.js` of the documentation's examples: the handlers of a site. Here `handleToken` stands for all of
// them, chosen by `?handler=`, because every handler of the kit is mounted in the same way.
import {
  createLikeCounter,
  createModerationHandler,
  createRestClient,
  createTokenHandler,
  createWebhookHandler,
  groupLikeStore,
  roomRules,
  wordFilter,
} from 'live-chat-elements/server';

/** Made by run.mjs. In a bundle for Workers, which have no environment variables, esbuild replaces the expression. */
const { sdkAppId, secretKey, privateKey, proxyServer, restUrl, redirectUrl, webhookToken, origin, trustProxy } =
  JSON.parse(process.env.RUNTIMES_SUITE);

const identify = () => ({ userId: 'ana', nick: 'Ana' });
const common = { origins: [origin], trustProxy, addressLimit: false };
const client = createRestClient({ sdkAppId, secretKey, baseUrl: restUrl });
const rules = roomRules({ client, freshMs: 0 });
const likes = createLikeCounter({ store: groupLikeStore(client), everyMs: 300 });

const handlers = {
  token: createTokenHandler({ ...common, sdkAppId, secretKey, proxyServer, identify }),
  limited: createTokenHandler({
    ...common,
    sdkAppId,
    secretKey,
    identify,
    addressLimit: { limit: 3, windowSeconds: 600 },
  }),
  ecdsa: createTokenHandler({ ...common, sdkAppId, privateKey, identify }),
  webhook: createWebhookHandler({
    sdkAppId,
    token: webhookToken,
    on: { beforeSend: [rules.beforeSend, wordFilter(['badword'], { mask: '*' }), likes.beforeSend] },
  }),
  moderation: createModerationHandler({ ...common, client, authorize: () => ({ moderatorId: 'mo' }) }),
  redirected: createModerationHandler({
    ...common,
    client: createRestClient({ sdkAppId, secretKey, baseUrl: redirectUrl, retries: 0 }),
    authorize: () => true,
    onError: () => undefined,
  }),
};

export function handleToken(request, context) {
  const name = new URL(request.url).searchParams.get('handler') ?? 'token';
  return handlers[name](request, context);
}
