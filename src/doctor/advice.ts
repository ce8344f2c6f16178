// What an error of the service means for a site, and what to do about it. Places in the console are those of Tencent's
// documentation ("Feature Configuration", "Callback Configuration"); the Chinese console has the names in brackets.
import { REST_FAILURE, TencentError } from '../server/rest/tencent-error.js';
import { SdkError } from './sdk-user.js';

/** Places in the console. */
export const CONSOLE = {
  basic: 'Console > your application > Basic Information (基本配置)',
  accounts: 'Console > Account Management (账号管理)',
  groups: 'Console > Group Management (群组管理)',
  login: 'Console > Feature Configuration > Login and Messages (功能配置 > 登录与消息)',
  groupFeatures:
    'Console > Feature Configuration > Group Configuration > Group Feature Configuration (功能配置 > 群组配置 > 群功能配置)',
  groupNotices:
    'Console > Feature Configuration > Group Configuration > Group System Notification Configuration (群组配置 > 群系统通知配置)',
  webhooks: 'Console > Callback Configuration (回调配置)',
} as const;

/** Meaning of a result, and what to do. */
export interface Explanation {
  readonly meaning: string;
  readonly advice: string;
}

const KEY: Explanation = {
  meaning: 'The key does not belong to this SDKAppID. Nobody can log in.',
  advice:
    `Copy SDKAppID and key of the same application: ${CONSOLE.basic}. ` +
    'Check that the variable has no spaces and no quotes.',
};
const APPLICATION: Explanation = {
  meaning: 'The service does not know this SDKAppID in this region.',
  advice: `Compare the SDKAppID and the region with ${CONSOLE.basic}, and pass --region.`,
};
const EXPIRED: Explanation = {
  meaning: "A signature made now has expired for the service: this machine's clock is more than a day behind.",
  advice: 'Set the clock of the machine that signs, and keep it right with NTP.',
};
const LOGIN_LIMIT: Explanation = {
  meaning: 'The service limits how often a user logs in, and refuses further logins for a while.',
  advice: 'Wait a minute and run the command again. If viewers meet this, look for pages that log in repeatedly.',
};
const QUOTA: Explanation = {
  meaning: 'The plan allows no further account, group or daily user.',
  advice: `Dismiss groups that are not used (${CONSOLE.groups}), or buy a larger plan.`,
};
const NO_GROUP: Explanation = {
  meaning: 'The application has no group with this id, or it was dismissed.',
  advice: `Compare the id with ${CONSOLE.groups}, or create a group of type AVChatRoom with it.`,
};
/** A feature that the plan does not include. */
export const PLAN: Explanation = {
  meaning: 'The plan of the application does not include this.',
  advice: 'Buy the Ultimate plan (international site: Pro or larger), then switch the feature on.',
};
const REFUSED: Explanation = {
  meaning: "Your own webhook refused this. Viewers' messages or joins would be refused, too.",
  advice: `Look at the responses of the URL in ${CONSOLE.webhooks}.`,
};
const BUSY: Explanation = {
  meaning: 'The service is busy or limits the rate.',
  advice: 'Run the command again in a minute.',
};
const UNREACHABLE: Explanation = {
  meaning: 'The service cannot be reached from this machine.',
  advice:
    'Check the network, DNS, proxy and firewall of this machine: HTTPS to the host of the REST API must be open. ' +
    'Check --region.',
};

const BY_CODE = new Map<number, Explanation>([
  ...[70009, 70016, 70003, 70005, 70002, 60005].map((code) => [code, KEY] as const),
  ...[60006, 60012, 70014, 70020].map((code) => [code, APPLICATION] as const),
  ...[70001, 6206].map((code) => [code, EXPIRED] as const),
  ...[70114, 70050].map((code) => [code, LOGIN_LIMIT] as const),
  ...[70398, 72000, 10036, 10037, 10058].map((code) => [code, QUOTA] as const),
  ...[10010, 10015, 2602, 2603].map((code) => [code, NO_GROUP] as const),
  ...[10059, 3122].map((code) => [code, PLAN] as const),
  ...[10002, 60007, 60008, 60011, 60018, 60019, 60022, 70169, 70202, 70500].map((code) => [code, BUSY] as const),
  ...[REST_FAILURE.network, REST_FAILURE.timeout, REST_FAILURE.notTencent].map((code) => [code, UNREACHABLE] as const),
  [10016, REFUSED],
  [60020, { meaning: 'The plan of the application has expired.', advice: `Renew it: ${CONSOLE.basic}.` }],
  [
    60010,
    {
      meaning: 'This account may not call the REST API. The server kit cannot moderate, send or count.',
      advice: `Make it an administrator (${CONSOLE.accounts}), or pass another one with --identifier.`,
    },
  ],
  [
    80003,
    {
      meaning: 'Your webhook did not respond in time, and the console is set to refuse messages then.',
      advice: `Make the webhook respond within 2 s, or let messages pass on a timeout: ${CONSOLE.webhooks}.`,
    },
  ],
  [
    80001,
    {
      meaning: 'The moderation of the application blocked a harmless message.',
      advice: 'Look at the word lists of the moderation in the console.',
    },
  ],
  [10017, { meaning: 'The sender is muted.', advice: 'Unmute the test user or the room, and run the command again.' }],
  [
    2801,
    {
      meaning: 'The service did not respond in time.',
      advice: 'Check the network, and that the proxy or firewall lets WebSockets through. Then run the command again.',
    },
  ],
]);
const UNKNOWN: Explanation = {
  meaning: 'The service refused this for a reason that this command does not know.',
  advice: "Look the number up in Tencent's list of error codes.",
};

/** Tencent's number of an error; 0 without one. */
export function codeOf(error: unknown): number {
  return error instanceof TencentError || error instanceof SdkError ? error.code : 0;
}

/** What an error means and what to do. */
export function explain(error: unknown): Explanation {
  const code = codeOf(error);
  if (code >= 10100 && code <= 10200) return REFUSED;
  return BY_CODE.get(code) ?? UNKNOWN;
}

/** An error in words: the number, and the service's own text where it has one. */
export function errorText(error: unknown): string {
  const code = codeOf(error);
  const whole = error instanceof Error ? error.message : String(error);
  const message = error instanceof TencentError ? whole.replace(`${error.command}: `, '') : whole;
  if (code < 0) {
    const cause = systemCode(error);
    return message.replace(/ \(-\d+\)$/, '') + (cause === undefined ? '.' : ` (${cause}).`);
  }
  // Without its file of texts the SDK has only the separators of a text.
  const text = /[^\s|]/.test(message) ? message : '';
  return code === 0 ? text : text.includes(String(code)) ? text : `Error ${code}${text === '' ? '' : `: ${text}`}`;
}

/** The code of the operating system, such as ENOTFOUND, in the causes of an error. */
function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return typeof code === 'string' ? code : systemCode(cause);
}
