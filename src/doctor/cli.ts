// The command `live-chat-elements doctor`: reads its options, runs the checks, prints the report.
import { parseArgs } from 'node:util';
import { EMULATOR_TEST_KEY } from '../emulator/core/settings.js';
import { HOSTS, type Region } from '../server/rest/rest-client.js';
import { type DoctorOptions, runDoctor } from './doctor.js';
import { Redactor } from './redactor.js';
import { tableFoot, tableHead, tableRow } from './report-table.js';

const EMULATOR_APP_ID = '1400000001';
const MISSING = 1;
const NOT_RUN = 2;
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** The output of `live-chat-elements doctor --help`. */
export const DOCTOR_HELP = `live-chat-elements doctor [options]

Checks whether an application of Tencent Cloud IM has what the elements need. It logs in with the real SDK
as three test users and a guest, creates a test room, sends messages, mutes and bans its own users, and
dismisses the room. It takes about 20 seconds. It never prints a key or a signature.

The key comes from the environment, because other users of a machine can see options:
  TIM_SECRET_KEY      Key of the application. Older applications: TIM_PRIVATE_KEY, in PEM.
  TIM_SDK_APP_ID      SDKAppID, if --sdk-app-id is not given.
  TIM_WEBHOOK_TOKEN   Token of the webhook, for --webhook-url.

Options
  --sdk-app-id N      SDKAppID of the application.
  --region NAME       ${Object.keys(HOSTS).join(', ')}. [china]
  --identifier ID     An administrator of the application.                        [administrator]
  --group ID          Checks this room in place of a test room. Its viewers see no message; what would
                      disturb them is left out. The room is not changed and not dismissed.
  --webhook-url URL   Calls your webhook as the service does.
  --webhook-port N    Starts a receiver on this port and waits for a call of the service. Enter the public
                      address that leads to it in the console before.
  --emulator URL      Checks an emulator, for example http://127.0.0.1:8010, with its test key.
  --json              Prints the report as JSON.
  --help              Prints this help.

Exit code: 0 the application has what the elements need; 1 something is missing; 2 nothing was checked.
`;

/** What the command line runs with; a test passes its own. */
export interface CliSurroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  readonly createSdk?: DoctorOptions['createSdk'];
}

const PROCESS: CliSurroundings = {
  environment: process.env,
  write: (text) => void process.stdout.write(text),
  writeError: (text) => void process.stderr.write(text),
};

/** Runs the command line without the word `doctor`. Resolves with the exit code. */
export async function main(args: readonly string[], surroundings: CliSurroundings = PROCESS): Promise<number> {
  const { environment, write, writeError, createSdk } = surroundings;
  const interrupt = new AbortController();
  const handleInterrupt = () => interrupt.abort(new Error('Interrupted; the test room was dismissed.'));
  for (const signal of SIGNALS) process.once(signal, handleInterrupt);
  try {
    const command = readDoctorOptions(args, environment);
    if (command.help) {
      write(DOCTOR_HELP);
      return 0;
    }
    const { options, json } = command;
    const onReceiver = (url: string) => writeError(`Webhook receiver: ${url}\n`);
    const whole = { ...options, createSdk, onReceiver, signal: interrupt.signal };
    if (json) {
      const report = await runDoctor(whole);
      write(`${JSON.stringify(report, undefined, 2)}\n`);
      return report.ok ? 0 : MISSING;
    }
    write(`${heading(options)}\n\n${tableHead()}\n`);
    const report = await runDoctor(whole, (result) => {
      if (result.status !== 'skip') write(`${tableRow(result)}\n`); // these are named at the end
    });
    write(`${tableFoot(report)}\n`);
    return report.ok ? 0 : MISSING;
  } catch (error) {
    const secrets = [environment['TIM_SECRET_KEY'], environment['TIM_PRIVATE_KEY'], environment['TIM_WEBHOOK_TOKEN']];
    const redactor = new Redactor(new Set(secrets.filter((each) => each !== undefined && each !== '') as string[]));
    const text = redactor.text(error instanceof Error ? error.message : String(error));
    writeError(`live-chat-elements: ${text}\nTry: live-chat-elements doctor --help\n`);
    return NOT_RUN;
  } finally {
    for (const signal of SIGNALS) process.off(signal, handleInterrupt);
  }
}

function heading({ sdkAppId, region = 'china', baseUrl }: DoctorOptions): string {
  return `Application ${sdkAppId}, ${baseUrl === undefined ? `region ${region}` : `emulator at ${baseUrl}`}`;
}

/** Reads the command line. Throws TypeError for an invalid option. */
export function readDoctorOptions(
  args: readonly string[],
  environment: CliSurroundings['environment'],
): { readonly help: true } | { readonly help: false; readonly json: boolean; readonly options: DoctorOptions } {
  const values = parse(args);
  if (values.help) return { help: true };
  const isEmulator = values.emulator !== undefined;
  const id = values['sdk-app-id'] ?? environment['TIM_SDK_APP_ID'] ?? (isEmulator ? EMULATOR_APP_ID : undefined);
  if (id === undefined || id === '') throw new TypeError('Pass the SDKAppID of your application: --sdk-app-id.');
  if (!/^\d{1,10}$/.test(id)) throw new TypeError(`--sdk-app-id must be a number, not "${id}".`);
  const privateKey = environment['TIM_PRIVATE_KEY'];
  const secretKey = environment['TIM_SECRET_KEY'] || (isEmulator ? EMULATOR_TEST_KEY : undefined);
  if (!secretKey && !privateKey)
    throw new TypeError('Set the environment variable TIM_SECRET_KEY to the key of your application.');
  const { region, identifier, group: groupId } = values;
  if (region !== undefined && !isRegion(region))
    throw new TypeError(`--region must be one of ${Object.keys(HOSTS).join(', ')}, not "${region}".`);
  if (groupId !== undefined && !/^[\x20-\x7e]{1,64}$/.test(groupId))
    throw new TypeError('--group must be the id of a group: printable ASCII characters.');
  const webhookUrl = values['webhook-url'];
  if (webhookUrl !== undefined) requireAddress('webhook-url', webhookUrl, /^https?:$/);
  const emulator =
    values.emulator === undefined ? undefined : requireAddress('emulator', values.emulator, /^(http|ws)s?:$/);
  return {
    help: false,
    json: values.json ?? false,
    options: {
      sdkAppId: Number(id),
      key: privateKey ? { privateKey } : { secretKey },
      region,
      identifier,
      groupId,
      webhookUrl,
      webhookToken: environment['TIM_WEBHOOK_TOKEN'] || undefined,
      webhookPort: portOf(values['webhook-port']),
      baseUrl: emulator?.href.replace(/^ws/, 'http').replace(/\/$/, ''),
      proxyServer: emulator?.href.replace(/^http/, 'ws').replace(/\/$/, ''),
    },
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        'sdk-app-id': { type: 'string' },
        region: { type: 'string' },
        identifier: { type: 'string' },
        group: { type: 'string' },
        'webhook-url': { type: 'string' },
        'webhook-port': { type: 'string' },
        emulator: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new TypeError(error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'The options cannot be read.', {
      cause: error,
    });
  }
}

function isRegion(name: string): name is Region {
  return Object.hasOwn(HOSTS, name);
}

function requireAddress(name: string, text: string, protocol: RegExp): URL {
  if (!URL.canParse(text) || !protocol.test(new URL(text).protocol))
    throw new TypeError(`--${name} must be an address such as http://127.0.0.1:8010, not "${text}".`);
  return new URL(text);
}

function portOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new TypeError(`--webhook-port must be a number from 0 to 65535, not "${text}".`);
  return Number(text);
}
