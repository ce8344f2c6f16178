import { type Commands, type Handler, ServiceError } from '../call.js';
import { isJsonObject } from '../fields.js';
import type { Plan } from '../settings.js';

/**
 * Paid features of a plan as a bit string, least significant bit last: 2 history, 4 messages to given members, 6 member
 * list, 11 ban, 15 counters.
 */
export function purchaseBits(plan: Plan): string {
  return plan === 'ultimate' ? '1111111111111111' : '0000000000000000';
}

const HELLO_INTERVAL_S = 120;
const INVALID_SIGNATURE = 70003;
/** Error code of wshello after a kick. */
const KICKED = 1002;
const MAX_USER_ID_BYTES = 32;

/** The InstId of every login; must not be 0. */
const INSTANCE_NUMBER = 1001;

const logIn: Handler = async (call, service) => {
  const { head, connection } = call;
  if (!connection) throw new ServiceError(60002, 'Login needs a WebSocket connection');
  if (call.caller.kind === 'user') return loginResponse(call.caller.session.a2, call.caller.account.tinyId);
  const userId = head['identifier'];
  const userSig = head['usersig'];
  // After destroy() or a kick the SDK may open one more socket and log in with its old token. An error would be an
  // unhandled rejection in the page, so this responds with success without a login.
  if (typeof head['a2'] === 'string' && service.isEnded(head['a2']))
    return loginResponse(head['a2'], typeof head['tinyid'] === 'string' ? head['tinyid'] : '0');
  if (typeof head['a2'] === 'string' && head['a2'] !== '')
    throw new ServiceError(INVALID_SIGNATURE, 'The login is no longer valid');
  if (typeof userId !== 'string' || userId === '' || userId.length > MAX_USER_ID_BYTES)
    throw new ServiceError(70013, `The user id must have 1 to ${MAX_USER_ID_BYTES} characters`);
  if (typeof userSig !== 'string' || userSig === '') throw new ServiceError(70002, 'The UserSig is empty');
  if (head['sdkappid'] !== service.settings.sdkAppId)
    throw new ServiceError(70014, 'The SDKAppID does not belong to this application');
  if (!service.logins.allows(userId)) throw new ServiceError(70114, 'Too many logins of this user; try again later');
  const { expiresAt } = await service.environment.verify(userSig, userId, service.seconds()).catch((error: unknown) => {
    const code = isJsonObject(error) || error instanceof Error ? (error as { code?: unknown }).code : undefined;
    throw new ServiceError(
      typeof code === 'number' ? code : INVALID_SIGNATURE,
      error instanceof Error ? error.message : 'The UserSig is invalid',
    );
  });
  const running = connection.session;
  if (running?.account.userId === userId && running.kicked === undefined) {
    // A duplicate of the login request. A second session would invalidate the token of the first response.
    running.expiresAt = expiresAt;
    return loginResponse(running.a2, running.account.tinyId);
  }
  const session = service.openSession(service.account(userId), connection, expiresAt);
  return loginResponse(session.a2, session.account.tinyId);

  function loginResponse(a2: string, tinyId: string) {
    return {
      A2Key: a2,
      TinyId: tinyId,
      TimeStamp: service.seconds(),
      HelloInterval: HELLO_INTERVAL_S,
      InstId: INSTANCE_NUMBER,
      ...(service.settings.purchaseBitsAtLogin && { PurchaseBits: purchaseBits(service.settings.plan) }),
      CustomStatus: '',
    };
  }
};

const hello: Handler = (call, service) => {
  const { a2 } = call.head;
  const kicked = typeof a2 === 'string' ? service.sessions.get(a2)?.kicked : undefined;
  if (kicked !== undefined) throw new ServiceError(KICKED, 'The login was ended', { KickType: kicked });
  if (call.caller.kind === 'guest' && typeof call.head['a2'] === 'string')
    throw new ServiceError(INVALID_SIGNATURE, 'The login is no longer valid');
  return {};
};

/** On logout the SDK discards its rooms without quit_group, so this leaves them. */
const logOut: Handler = (call, service) => {
  if (call.caller.kind !== 'user') return {};
  const { session, account } = call.caller;
  service.endSession(session);
  call.connection?.cancelHeldPolls();
  if (account.sessions.size === 0) service.membership.leaveAll(account);
  service.webhooks.after('State.StateChange', {
    Info: { To_Account: account.userId, Action: 'Logout', Reason: 'Unregister' },
  });
  return {};
};

/** Commands of login, keep-alive and logout. */
export const LOGIN_COMMANDS: Commands = {
  'im_open_status.wslogin': logIn,
  'im_open_status.wshello': hello,
  'im_open_status.wslogout': logOut,
  'heartbeat.alive': () => ({}),
};
