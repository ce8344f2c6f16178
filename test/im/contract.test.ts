// The contract of the port, with every implementation of it. In one file, because a login of a user ends the earlier one.
import '../support/console-guard.js';
import { createUserSig } from '../../src/server/index.js';
import { createTimClient } from '../../src/im/sandboxed/tim-client.lazy.js';
import type { ImCredentials } from '../../src/im/im-client.js';
import { emulator, freshGroup, tokenEndpoint } from '../support/emulator.js';
import { AttachedPages } from './support/attached-pages.js';
import { describeImClient } from './support/contract.js';
import { SDK_KINDS } from './support/page-sdk.js';

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

async function createGroup(ownerId: string): Promise<string> {
  const groupId = freshGroup();
  await rest('im_open_login_svc/account_import', { UserID: ownerId });
  await rest('group_open_http_svc/create_group', {
    GroupId: groupId,
    Type: 'AVChatRoom',
    Name: groupId,
    Owner_Account: ownerId,
  });
  return groupId;
}

for (const sdk of ['v2', 'v3'] as const)
  describeImClient(`the SDK ${sdk} against the emulator`, {
    factory: () => createTimClient,
    credentials: async (userId, options) => ({ ...(await token({ user: userId })), ...options, sdk }),
    guest: async () => ({ ...(await token({})), sdk }),
    createGroup,
  });

const PAGE_LOGS_IN = 'the page logs in and out';
for (const kind of SDK_KINDS) {
  const pages = new AttachedPages(kind);
  describeImClient(`${kind.name} of the page against the emulator`, {
    factory: (userId) => pages.factory(userId),
    credentials: (userId, options) => pages.logIn(userId, options),
    guest: async () => ({ sdkAppId: (await emulator()).sdkAppId }),
    createGroup,
    begin: () => pages.load(),
    reset: () => pages.logOut(),
    doesNotApply: {
      'delivers a message once when its handle is sent again after a new login': PAGE_LOGS_IN,
      'lets a guest receive and count, but not send': 'a guest has no login to give',
      'lets a guest sign in, then send': PAGE_LOGS_IN,
      'logs the old user out when another one logs in': PAGE_LOGS_IN,
      'rejects a wrong signature with the error code of the service': 'the signature is not used',
    },
  });
}
