// The site's webhook: called as the service calls it, and whether the service calls it at all.
import { sha256Hex } from '../../server/crypto.js';
import { readBoundedText } from '../../util/read-bytes.js';
import { CONSOLE } from '../advice.js';
import type { Check, Finding } from '../check.js';
import { type DoctorRun, USER_IDS } from '../doctor-run.js';
import { ARRIVAL_MS } from './message-checks.js';

const COMMAND = 'Group.CallbackBeforeSendMsg';
/** The service waits so long. */
const SERVICE_TIMEOUT_MS = 2_000;
const MAX_BYTES = 64 * 1024;

interface WebhookResponse {
  readonly status: number;
  readonly ms: number;
  /** undefined if the response is not JSON with a number in ErrorCode. */
  readonly code: number | undefined;
}

/** Calls the webhook as the service does; undefined without a response within 2 s. */
async function callWebhook(run: DoctorRun, token: string | undefined): Promise<WebhookResponse | undefined> {
  const url = new URL(run.options.webhookUrl ?? '');
  const seconds = String(Math.floor(run.now() / 1000));
  const query = {
    SdkAppid: String(run.options.sdkAppId),
    CallbackCommand: COMMAND,
    contenttype: 'json',
    ClientIP: '127.0.0.1',
    OptPlatform: 'RESTAPI',
    ...(token !== undefined && { RequestTime: seconds, Sign: await sha256Hex(token + seconds) }),
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const message = { MsgType: 'TIMTextElem', MsgContent: { Text: 'live-chat-doctor' } };
  const body = {
    CallbackCommand: COMMAND,
    GroupId: run.groupId,
    Type: 'AVChatRoom',
    From_Account: USER_IDS.ana,
    Operator_Account: USER_IDS.ana,
    Random: Math.floor(Math.random() * 0xffff_ffff),
    OnlineOnlyFlag: 0,
    MsgBody: [message],
    CloudCustomData: '',
    EventTime: `${seconds}000`,
  };
  const startedAt = performance.now();
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.timeout(SERVICE_TIMEOUT_MS),
    });
    const text = (await readBoundedText(response, MAX_BYTES)) ?? '';
    return { status: response.status, ms: Math.round(performance.now() - startedAt), code: errorCodeOf(text) };
  } catch {
    return undefined;
  }
}

function errorCodeOf(text: string): number | undefined {
  try {
    const { ErrorCode } = JSON.parse(text) as { ErrorCode?: unknown };
    return typeof ErrorCode === 'number' ? ErrorCode : undefined;
  } catch {
    return undefined;
  }
}

const fail = (result: string, meaning: string, advice: string): Finding => ({
  status: 'fail',
  result,
  meaning,
  advice,
});

export const WEBHOOK_CHECKS: readonly Check[] = [
  {
    id: 'webhook-response',
    title: 'Response of your webhook',
    isRequested: ({ webhookUrl }) => webhookUrl !== undefined,
    async run(run) {
      const response = await callWebhook(run, run.options.webhookToken);
      if (!response)
        return fail(
          `No response within ${SERVICE_TIMEOUT_MS / 1000} s.`,
          'Every message waits 2 s for it, and is then delivered without your rules.',
          'Start the server, open its address for the service, and respond within 2 s (createWebhookHandler limits ' +
            'its hooks to 1.5 s).',
        );
      const { status, ms, code } = response;
      if (status === 401 || status === 403)
        return fail(
          `Refused with HTTP ${status}.`,
          'Your webhook refuses the signature of this command.',
          `Set TIM_WEBHOOK_TOKEN to the token of ${CONSOLE.webhooks}, and the same one in createWebhookHandler.`,
        );
      if (status !== 200 || code === undefined)
        return fail(
          `HTTP ${status}${code === undefined ? ', not a JSON object with ErrorCode' : ''}.`,
          'The service ignores such a response, and delivers every message without your rules.',
          'Respond with HTTP 200 and {"ActionStatus":"OK","ErrorCode":0,"ErrorInfo":""}; createWebhookHandler does.',
        );
      if (code !== 0)
        return fail(
          `A harmless message is refused with ${code}.`,
          'Messages of your viewers may be refused, too.',
          'Look at the rules of your webhook.',
        );
      return { status: 'pass', result: `Allows a harmless message after ${ms} ms.` };
    },
  },
  {
    id: 'webhook-signature',
    title: 'Signature of your webhook',
    needs: ['webhook-response'],
    isRequested: ({ webhookUrl }) => webhookUrl !== undefined,
    async run(run) {
      const response = await callWebhook(run, 'not the token of this webhook');
      if (!response || response.status !== 200 || response.code !== 0)
        return { status: 'pass', result: 'A call with a wrong signature is refused.' };
      return {
        status: 'off',
        result: 'A call with a wrong signature is accepted.',
        meaning: 'Anybody who knows the address can call your webhook.',
        advice: `Set a token in ${CONSOLE.webhooks} and pass it to createWebhookHandler as token.`,
      };
    },
  },
  {
    id: 'webhook-delivery',
    title: 'Calls of the service',
    needs: ['message'],
    isRequested: ({ webhookPort }) => webhookPort !== undefined,
    async run(run) {
      const ana = run.user('ana');
      const isOurs = ({ body }: { readonly body: string }) => body.includes(run.groupId);
      const calls = () => (run.receiver?.calls ?? []).filter(isOurs);
      await run.sendMarker(ana);
      await ana.waitFor(() => calls().length > 0, ARRIVAL_MS);
      const names = [...new Set(calls().map(({ command }) => command.replace('Group.Callback', '')))];
      if (names.length === 0)
        return fail(
          `The receiver got no call within ${ARRIVAL_MS / 1000} s.`,
          'Your rules and counters on the server are never asked.',
          `Enter the public address that leads to this receiver in ${CONSOLE.webhooks}, and switch on the events ` +
            'of groups. A change takes some minutes.',
        );
      const isSigned = calls().every(({ query }) => query.has('Sign'));
      return {
        status: 'pass',
        result: `${names.join(', ')} received.`,
        meaning: isSigned ? 'The calls are signed.' : `The calls are not signed; set a token in ${CONSOLE.webhooks}.`,
      };
    },
  },
];
