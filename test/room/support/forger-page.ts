// A member who uses the service without our room: the port to the SDK, and the token response.
import type { ImListener } from '../../../src/im/im-client.js';
import { createTimClient } from '../../../src/im/sandboxed/tim-client.lazy.js';
import { socketRetryDelay } from '../../../src/room/connection/reconnect-policy.js';

const query = new URL(location.href).searchParams;
const nothing = (): void => undefined;
const listener: ImListener = {
  onInbound: nothing,
  onConnection: nothing,
  onKicked: nothing,
  onCounter: nothing,
  onModified: nothing,
  onMembershipLost: nothing,
};
const client = createTimClient(listener, { socketRetryDelay, patience: () => 1 });
const answer = await fetch(query.get('tokenEndpoint') ?? '', {
  method: 'POST',
  body: JSON.stringify({ groupId: query.get('groupId') }),
  headers: { 'Content-Type': 'application/json' },
});
await client.login((await answer.json()) as Parameters<typeof client.login>[0], new AbortController().signal);
await client.join(query.get('groupId') ?? '', new AbortController().signal);
Object.assign(window, { client });
