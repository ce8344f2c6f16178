// The page's own login to Tencent's SDK, as a site with a messenger has it. Nothing here belongs to the elements.

/** Tencent's log levels: this one writes nothing. */
const NO_LOG = 4;

/** The credentials that the site's server creates for its user. @param {string} groupId */
export async function fetchToken(groupId) {
  const response = await fetch('/api/token', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ groupId }),
  });
  const token = await response.json();
  if (!response.ok) throw new Error(token.detail);
  return token;
}

/**
 * An instance of Tencent's SDK that is not logged in.
 * @param {'v2' | 'v3'} version
 * @param {{ sdkAppId: number, proxyServer?: string }} token
 */
export async function createChat(version, { sdkAppId, proxyServer }) {
  // The SDK would open its socket in a worker from a blob: URL, which the policy of this page forbids, and in which the
  // static demo has no service. Without a Worker the SDK opens it in the page.
  delete globalThis.Worker;
  const options = { SDKAppID: sdkAppId, ...(proxyServer && { proxyServer }) };
  const { log, info, warn } = console;
  try {
    for (const name of ['log', 'info', 'warn']) console[name] = () => undefined; // until the log level is set
    const chat = version === 'v3' ? await createVersion3(options) : await createVersion2(options);
    chat.setLogLevel(NO_LOG);
    return chat;
  } finally {
    Object.assign(console, { log, info, warn });
  }
}

async function createVersion2(options) {
  const { default: TIM } = await import('../sdk/tim-js-sdk.js');
  return TIM.create(options);
}

async function createVersion3(options) {
  const [{ default: TencentCloudChat }, { default: GroupModule }] = await Promise.all([
    import('../sdk/chat.js'),
    import('../sdk/group-module.js'),
  ]);
  return TencentCloudChat.create({ ...options, modules: { 'group-module': GroupModule } });
}

/**
 * The same instance for the elements, with a record of what they call. A site passes the instance itself.
 * @param {object} chat
 * @param {(record: { listeners: number, calls: Map<string, number> }) => void} onCall
 */
export function recordCalls(chat, onCall) {
  const record = { listeners: 0, calls: new Map() };
  const recorded = Object.keys(chat).map((name) => [
    name,
    (...values) => {
      if (name === 'on') record.listeners++;
      else if (name === 'off') record.listeners--;
      else record.calls.set(name, (record.calls.get(name) ?? 0) + 1);
      onCall(record);
      return chat[name](...values);
    },
  ]);
  return Object.fromEntries(recorded);
}
