import '../../support/console-guard.js';
import { createUserSig } from '../../../src/server/index.js';
import { createTimClient } from '../../../src/im/sandboxed/tim-client.lazy.js';
import type { ImCredentials } from '../../../src/im/im-client.js';
import { emulator, freshGroup, tokenEndpoint } from '../../support/emulator.js';
import { describeImClient } from '../support/contract.js';

interface Token extends ImCredentials {
  readonly expiresAt?: number;
}

async function token(person: { user?: string }): Promise<ImCredentials> {
  const response = await fetch(tokenEndpoint(person), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ groupId: 'any' }),
  });
  if (!response.ok) throw new Error(`The token endpoint answered ${response.status}: ${await response.text()}`);
  const { sdkAppId, userId, userSig, proxyServer } = (await response.json()) as Token;
  return { sdkAppId, userId, userSig, proxyServer };
}

async function rest(command: string, body: object): Promise<void> {
  const { restUrl, sdkAppId, secretKey } = await emulator();
  const userSig = await createUserSig({ sdkAppId, secretKey, userId: 'administrator' });
  const query = new URLSearchParams({
    sdkappid: String(sdkAppId),
    identifier: 'administrator',
    usersig: userSig,
    random: '1',
    contenttype: 'json',
  });
  const response = await fetch(`${restUrl}/v4/${command}?${query.toString()}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as { ErrorCode: number; ErrorInfo: string };
  if (answer.ErrorCode !== 0) throw new Error(`${command}: ${answer.ErrorCode} ${answer.ErrorInfo}`);
}

for (const sdk of ['v2', 'v3'] as const)
  describeImClient(`the SDK ${sdk} against the emulator`, {
    createClient: createTimClient,
    credentials: async (userId, options) => ({ ...(await token({ user: userId })), ...options, sdk }),
    guest: async () => ({ ...(await token({})), sdk }),
    freshGroup,
    createGroup: async (groupId, ownerId) => {
      await rest('im_open_login_svc/account_import', { UserID: ownerId });
      await rest('group_open_http_svc/create_group', {
        GroupId: groupId,
        Type: 'AVChatRoom',
        Name: groupId,
        Owner_Account: ownerId,
      });
    },
  });
