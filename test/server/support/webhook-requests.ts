// A webhook handler with Tencent's example token, and signed requests to it.
import { createHash } from 'node:crypto';
import {
  type WebhookHandlerOptions,
  type WebhookListeners,
  createWebhookHandler,
  messageBody,
} from '../../../src/server/index.js';

export const TOKEN = 'xxxxyyyy'; // from Tencent's own example
export const NOW_S = 1_669_872_112;
export const SDK_APP_ID = 1400000001;

export const make = (on: WebhookListeners, options: Partial<WebhookHandlerOptions> = {}) =>
  createWebhookHandler({
    token: TOKEN,
    sdkAppId: SDK_APP_ID,
    on,
    now: () => NOW_S * 1000,
    onError: () => undefined,
    ...options,
  });
export const sign = (time: number | string, token = TOKEN) =>
  createHash('sha256').update(`${token}${time}`).digest('hex');

let counter = 0;
/** A body as the service sends it. Each differs, as real ones do. */
export const message = (fields: Record<string, unknown> = {}) => ({
  CallbackCommand: 'Group.CallbackBeforeSendMsg',
  GroupId: 'g',
  Type: 'AVChatRoom',
  From_Account: 'bo',
  Operator_Account: 'bo',
  Random: (counter += 1),
  OnlineOnlyFlag: 0,
  MsgBody: messageBody.text('hello'),
  CloudCustomData: '',
  EventTime: '1669872112497',
  ...fields,
});
export function ask(
  body: object | string,
  query: Record<string, string> = {},
  command = 'Group.CallbackBeforeSendMsg',
) {
  const params = new URLSearchParams({
    SdkAppid: String(SDK_APP_ID),
    CallbackCommand: command,
    contenttype: 'json',
    ClientIP: '192.0.2.7',
    OptPlatform: 'Web',
    Sign: sign(NOW_S),
    RequestTime: String(NOW_S),
    ...query,
  });
  return new Request(`https://show.test/hook?${params.toString()}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}
export const read = async (response: Response) => ({
  status: response.status,
  ...((await response.json()) as {
    ErrorCode?: number;
    ErrorInfo?: string;
    ActionStatus?: string;
    MsgBody?: unknown;
    CloudCustomData?: string;
  }),
});
