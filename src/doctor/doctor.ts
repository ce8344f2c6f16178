// Runs the checks in order and makes the report.
import { codeOf, errorText, explain } from './advice.js';
import type { Check, CheckStatus, Finding } from './check.js';
import { APPLICATION_CHECKS } from './checks/application-checks.js';
import { FEATURE_CHECKS } from './checks/feature-checks.js';
import { MESSAGE_CHECKS } from './checks/message-checks.js';
import { MODERATION_CHECKS } from './checks/moderation-checks.js';
import { ROOM_CHECKS } from './checks/room-checks.js';
import { WEBHOOK_CHECKS } from './checks/webhook-checks.js';
import { type Difference, differencesFromStrict } from './differences.js';
import { type DoctorOptions, DoctorRun, type Observations } from './doctor-run.js';
import { Redactor } from './redactor.js';
import { loadSdk } from './sdk-page.js';
import { startWebhookReceiver } from './webhook-receiver.js';

export type { DoctorOptions } from './doctor-run.js';

/** Result of one check. */
export interface CheckResult extends Required<Finding> {
  readonly id: string;
  readonly title: string;
  /** Duration in ms. */
  readonly ms: number;
}

/** Result of a run; the JSON form of the command. A new field does not raise `version`. */
export interface Report {
  readonly version: 1;
  readonly sdkAppId: number;
  readonly groupId: string;
  /** No check failed. */
  readonly ok: boolean;
  readonly checks: readonly CheckResult[];
  readonly differences: readonly Difference[];
  readonly observations: Observations;
}

/** In the order in which they run. */
export const CHECKS: readonly Check[] = [
  ...APPLICATION_CHECKS,
  ...ROOM_CHECKS,
  ...MESSAGE_CHECKS,
  ...MODERATION_CHECKS.filter(({ id }) => id !== 'ban'),
  ...FEATURE_CHECKS.filter(({ id }) => id !== 'owner-quit'),
  // These two remove a user from the room.
  ...MODERATION_CHECKS.filter(({ id }) => id === 'ban'),
  ...FEATURE_CHECKS.filter(({ id }) => id === 'owner-quit'),
  ...WEBHOOK_CHECKS,
];

/** Result of a check that would disturb the viewers of a room of the site. */
export const NOT_IN_YOUR_ROOM = 'Not checked in a room of yours. Run without --group.';
const NO_SUCH_GROUP = 10010;
/** A check without a result after this time has failed. The longest waits are 25 s. */
const CHECK_MS = 60_000;

/**
 * Checks an application. Rejects with TypeError for an invalid option, and with Error if the port of the webhook
 * receiver is not available; with the reason of `signal` when it is aborted. `onResult` is called after each check.
 */
export async function runDoctor(
  options: DoctorOptions,
  onResult: (result: CheckResult) => void = () => undefined,
): Promise<Report> {
  const run = new DoctorRun(options, options.createSdk ?? (await loadSdk()));
  const redactor = new Redactor(run.secrets);
  void run.rest; // throws for an unusable key or address
  const results: CheckResult[] = [];
  const add = (result: CheckResult) => {
    const redacted = redactor.redact(result);
    results.push(redacted);
    onResult(redacted);
  };
  try {
    if (options.webhookPort !== undefined) {
      run.receiver = await startWebhookReceiver(options.webhookPort);
      options.onReceiver?.(run.receiver.url);
    }
    const statuses = new Map<string, CheckStatus>();
    const interrupted = abortOf(options.signal);
    for (const check of CHECKS) {
      if (check.isRequested?.(options) === false) continue;
      const result = await resultOf(check, run, statuses, interrupted);
      options.signal?.throwIfAborted();
      statuses.set(check.id, result.status);
      add(result);
    }
    observeFrames(run);
  } finally {
    const cleanUp = await dismiss(run);
    if (cleanUp) add(cleanUp);
    await run.end();
  }
  return redactor.redact({
    version: 1,
    sdkAppId: options.sdkAppId,
    groupId: run.groupId,
    ok: results.every(({ status }) => status !== 'fail'),
    checks: results,
    differences: differencesFromStrict(run.observations),
    observations: run.observations,
  });
}

/** Rejects when the signal is aborted. */
function abortOf(signal: AbortSignal | undefined): Promise<never> {
  const aborted = new Promise<never>((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(new Error('Interrupted.')), { once: true });
  });
  aborted.catch(() => undefined); // the run may be over by then
  return aborted;
}

async function resultOf(
  check: Check,
  run: DoctorRun,
  statuses: ReadonlyMap<string, CheckStatus>,
  interrupted: Promise<never>,
): Promise<CheckResult> {
  const { id, title, needs = [], inTestRoomOnly = false } = check;
  const missing = needs.find((each) => ['fail', 'skip'].includes(statuses.get(each) ?? 'skip'));
  const startedAt = performance.now();
  const finding: Finding =
    missing !== undefined
      ? {
          status: 'skip',
          result: `Not checked: needs "${CHECKS.find((each) => each.id === missing)?.title ?? missing}".`,
        }
      : inTestRoomOnly && !run.isOwnRoom
        ? { status: 'skip', result: NOT_IN_YOUR_ROOM }
        : await findingOf(check, run, interrupted);
  return { id, title, meaning: '', advice: '', ...finding, ms: Math.round(performance.now() - startedAt) };
}

async function findingOf(check: Check, run: DoctorRun, interrupted: Promise<never>): Promise<Finding> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Finding>((resolve) => {
    timer = setTimeout(
      () => resolve({ status: 'fail', result: `No result within ${CHECK_MS / 1000} s.`, ...explain(undefined) }),
      CHECK_MS,
    );
  });
  try {
    return await Promise.race([check.run(run), late, interrupted]);
  } catch (error) {
    return { status: 'fail', result: errorText(error) || `Error ${codeOf(error)}`, ...explain(error) };
  } finally {
    clearTimeout(timer);
  }
}

function observeFrames(run: DoctorRun): void {
  const logs = run.users().map(({ frames }) => frames);
  if (logs.some(({ hasCompressed }) => hasCompressed)) run.observations.compressed = true;
  else if (logs.some(({ hasLarge }) => hasLarge)) run.observations.compressed = false;
  const held = logs.flatMap((log) => log.longestPollMs() ?? []);
  if (held.length > 0) run.observations.pollHeldMs = Math.round(Math.max(...held));
  const config = logs.flatMap((log) => log.answered('fetch_config').at(-1)?.body?.string('str_json_config') ?? [])[0];
  if (config) run.observations.telemetry = !config.includes(`"evt_rpt_sdkappid_bl":"${run.options.sdkAppId}`);
}

/** Dismisses the test room; undefined if there is none. */
async function dismiss(run: DoctorRun): Promise<CheckResult | undefined> {
  if (!run.isOwnRoom || !run.isRoomOpen) return undefined;
  const startedAt = performance.now();
  const common = { id: 'clean-up', title: 'Clean-up', meaning: '', advice: '' };
  try {
    await run.rest.destroyGroup(run.groupId);
    return {
      ...common,
      status: 'pass',
      result: `Test room ${run.groupId} dismissed.`,
      ms: Math.round(performance.now() - startedAt),
    };
  } catch (error) {
    if (codeOf(error) === NO_SUCH_GROUP) return undefined; // it was not created
    return {
      ...common,
      status: 'fail',
      result: errorText(error),
      meaning: `The test room ${run.groupId} still exists and counts towards the limit of the plan.`,
      advice: 'Dismiss it: Console > Group Management (群组管理).',
      ms: Math.round(performance.now() - startedAt),
    };
  }
}
