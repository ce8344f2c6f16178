import { ResponseReader } from '../rest/response-reader.js';
import type { MessageElement } from '../rest/message-commands.js';
import type { WebhookEvents } from './webhook-event.js';
import { equalInConstantTime, sha256Hex } from '../crypto.js';
import { HttpProblem } from '../http-problem.js';

/** As the service recommends. */
const WINDOW_S = 60;

/**
 * Checks `Sign = hex(sha256(Token + RequestTime))` and that it is at most 60 s old. The signature does not cover the
 * body: only HTTPS protects it. Throws HttpProblem 401.
 */
export async function checkWebhookSignature(query: URLSearchParams, token: string, nowMs: number): Promise<void> {
  const sign = query.get('Sign') ?? '';
  const requestTime = query.get('RequestTime') ?? '';
  const refuse = (detail: string) => new HttpProblem(401, 'Not signed', detail, { code: 'signature' });
  if (!/^[0-9a-f]{64}$/i.test(sign) || !/^\d{1,12}$/.test(requestTime))
    throw refuse('The request has no signature. Set the same token in the console and in token.');
  if (!equalInConstantTime(sign.toLowerCase(), await sha256Hex(token + requestTime)))
    throw refuse('The signature does not match.');
  if (Math.abs(nowMs / 1000 - Number(requestTime)) > WINDOW_S)
    throw refuse(`The signature is more than ${WINDOW_S} s old, or the clock of this machine is wrong.`);
}

/** An event with the name under which its listeners are registered. */
export type ReadEvent = {
  [Name in keyof WebhookEvents]: { readonly name: Name; readonly event: WebhookEvents[Name] };
}[keyof WebhookEvents];

const NAMES: Readonly<Record<string, keyof WebhookEvents>> = {
  'Group.CallbackBeforeSendMsg': 'beforeSend',
  'Group.CallbackAfterSendMsg': 'afterSend',
  'Group.CallbackSendMsgException': 'sendFailed',
  'Group.CallbackBeforeApplyJoinGroup': 'beforeJoin',
  'Group.CallbackAfterNewMemberJoin': 'joined',
  'Group.CallbackAfterMemberExit': 'left',
  'Group.CallbackOnMemberStateChange': 'memberState',
  'Group.CallbackAfterCreateGroup': 'groupCreated',
  'Group.CallbackAfterGroupDestroyed': 'groupDestroyed',
  'Group.CallbackAfterGroupInfoChanged': 'groupChanged',
  'State.StateChange': 'state',
};

function readBody(value: unknown): MessageElement[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((each: unknown) => {
    const element = each as { MsgType?: unknown; MsgContent?: unknown } | null;
    const { MsgType, MsgContent } = element ?? {};
    return typeof MsgType === 'string' &&
      typeof MsgContent === 'object' &&
      MsgContent !== null &&
      !Array.isArray(MsgContent)
      ? [{ MsgType, MsgContent: MsgContent as Record<string, unknown> }]
      : [];
  });
}

const accounts = (list: readonly ResponseReader[]) => list.map((each) => each.string('Member_Account')).filter(Boolean);

/** Reads the body of a webhook request as a typed event. A missing field is empty; an unknown command is `other`. */
export function readWebhookEvent(
  command: string,
  query: URLSearchParams,
  raw: ReadonlyMap<string, unknown>,
): ReadEvent {
  const body = new ResponseReader(Object.fromEntries(raw));
  const base = {
    command,
    clientAddress: query.get('ClientIP') ?? '',
    platform: query.get('OptPlatform') ?? 'Unknown',
    time: body.number('EventTime'),
    raw,
  };
  const group = { ...base, groupId: body.string('GroupId'), groupType: body.string('Type') };
  const message = () => ({
    ...group,
    userId: body.string('From_Account'),
    operatorId: body.string('Operator_Account'),
    random: body.number('Random'),
    body: readBody(raw.get('MsgBody')),
    cloudCustomData: body.string('CloudCustomData'),
  });
  const name = Object.hasOwn(NAMES, command) ? NAMES[command] : undefined;
  switch (name) {
    case 'beforeSend':
      return { name, event: message() };
    case 'afterSend':
      return { name, event: { ...message(), seq: body.number('MsgSeq') } };
    case 'sendFailed':
      return {
        name,
        event: { ...message(), errorCode: body.number('ErrorCode'), errorInfo: body.string('ErrorInfo') },
      };
    case 'beforeJoin':
      return { name, event: { ...group, userId: body.string('Requestor_Account') } };
    case 'joined':
      return {
        name,
        event: {
          ...group,
          userIds: accounts(body.list('NewMemberList')),
          operatorId: body.string('Operator_Account'),
          reason: body.string('JoinType'),
        },
      };
    case 'left':
      return {
        name,
        event: {
          ...group,
          userIds: accounts(body.list('ExitMemberList')),
          operatorId: body.string('Operator_Account'),
          reason: body.string('ExitType'),
        },
      };
    case 'memberState':
      return {
        name,
        event: {
          ...group,
          userIds: accounts(body.list('MemberList')),
          isOnline: body.string('EventType') === 'Online',
        },
      };
    case 'groupCreated':
    case 'groupDestroyed':
    case 'groupChanged':
      return { name, event: { ...group, operatorId: body.string('Operator_Account') } };
    case 'state': {
      const info = body.object('Info');
      return {
        name,
        event: {
          ...base,
          userId: info.string('To_Account'),
          action: info.string('Action'),
          reason: info.string('Reason'),
        },
      };
    }
    default:
      return { name: 'other', event: base };
  }
}
