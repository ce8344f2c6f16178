import { parseArgs } from 'node:util';
import type { FaultRule } from '../core/faults.js';
import type { EmulatorOptions } from './emulator-options.js';

/** The output of `live-chat-elements --help`. */
export const CLI_HELP = `live-chat-elements emulator [options]
live-chat-elements doctor [options]      checks a real application; its own help: doctor --help

emulator starts an emulator of Tencent Cloud IM on this machine. The unmodified SDK connects to it through its
option proxyServer. No account is needed, and no data leaves the machine.

Options
  --port N            Port to listen on; 0 takes a free one.                                [8010]
  --host NAME         Address to listen on. Any address but 127.0.0.1 admits other machines. [127.0.0.1]
  --sdk-app-id N      SDKAppID of the application.                                          [1400000001]
  --secret-key KEY    Key of the application, which signs UserSigs. Other users of this machine can see
                      options; the environment variable LIVE_CHAT_SECRET_KEY is private.    [a test key]
  --poll-ms N         Pause between two polls of a client, in ms.                           [300]
  --delivery KIND     How events are delivered: poll (as Tencent does for the web) or push. [poll]
  --history N         Number of messages in the history for new members, at most 20.        [0]
  --rate N            Messages per second that a room delivers; it drops the rest.          [40]
  --profile NAME      strict: the least favourable plausible behaviour of the service wherever its
                      documentation is silent or contradictory; or lenient.                 [strict]
  --plan NAME         Plan of the application: trial, pro or ultimate.                      [ultimate]
  --no-auto-create    Joining a room that was not created is refused.
  --allow-origin URL  Admits pages of another origin; may be repeated.
  --control-origin URL  Admits pages of an origin to the HTTP endpoints below, too; may be repeated.
  --crowd N           Starts simulated viewers who send N messages per second.
  --room ID           Room of the simulated viewers.                                        [friday-show]
  --seed N            Seed of the simulated viewers; the same seed gives the same messages. [1]
  --fault JSON        Adds a fault, for example
                      '{"command":"send_group_msg","errorCode":10017,"probability":0.1}'; may be repeated.
  --help              Prints this help.

HTTP endpoints (not for pages, unless --control-origin lists them)
  GET    /emulator/requests    requests of clients, with counts
  GET    /emulator/room?groupId=ID
  POST   /emulator/faults      {"command","errorCode"|"noResponse"|"loseResponse"|"delayMs"|"close",
                               "userId","groupId","times","probability"}
  DELETE /emulator/faults      removes all faults (?id=N removes one)
  POST   /emulator/do          {"do":"sendText","groupId":"friday-show","text":"hello"}; also sendNotice, mute,
                               ban, kick, dropMembership, restart, hang, halfOpen, expireSignature, overload, batch, …
  POST   /v4/SERVICE/COMMAND   Tencent's REST API, signed with the same key
`;

const DEFAULT_PORT = 8010;
const DEFAULT_ROOM = 'friday-show';

/** Options of the command line. */
interface CliOptions {
  readonly help: boolean;
  readonly emulator: EmulatorOptions;
  readonly crowd: { readonly groupId: string; readonly perSecond: number; readonly seed: number } | undefined;
  readonly faults: readonly FaultRule[];
}

/** Reads the command line. Throws TypeError for an invalid option. */
export function readCliOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): CliOptions {
  const { values, positionals } = parse(args);
  if (values.help || positionals.length === 0) return { help: true, emulator: {}, crowd: undefined, faults: [] };
  if (positionals.length !== 1 || positionals[0] !== 'emulator')
    throw new TypeError(`Unknown command "${positionals.join(' ')}". The commands are: emulator, doctor.`);
  const secretKey = values['secret-key'] ?? environment['LIVE_CHAT_SECRET_KEY'];
  const perSecond = number('crowd', values.crowd, 0, 5000);
  return {
    help: false,
    emulator: {
      port: number('port', values.port, 0, 65_535) ?? DEFAULT_PORT,
      ...defined({
        host: values.host,
        secretKey,
        allowedOrigins: values['allow-origin'],
        controlOrigins: values['control-origin'],
      }),
      ...defined({
        sdkAppId: number('sdk-app-id', values['sdk-app-id'], 1, Number.MAX_SAFE_INTEGER),
        pollMs: number('poll-ms', values['poll-ms'], 1, 60_000),
        historyCount: number('history', values.history, 0, 20),
        messagesPerSecond: number('rate', values.rate, 0, 100_000),
        delivery: oneOf('delivery', values.delivery, ['poll', 'push'] as const),
        profile: oneOf('profile', values.profile, ['strict', 'lenient'] as const),
        plan: oneOf('plan', values.plan, ['trial', 'pro', 'ultimate'] as const),
      }),
      autoCreateGroups: !values['no-auto-create'],
    },
    crowd:
      perSecond === undefined
        ? undefined
        : { groupId: values.room ?? DEFAULT_ROOM, perSecond, seed: number('seed', values.seed, 0, 0xffff_ffff) ?? 1 },
    faults: (values.fault ?? []).map(fault),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        'sdk-app-id': { type: 'string' },
        'secret-key': { type: 'string' },
        'poll-ms': { type: 'string' },
        delivery: { type: 'string' },
        history: { type: 'string' },
        rate: { type: 'string' },
        profile: { type: 'string' },
        plan: { type: 'string' },
        'no-auto-create': { type: 'boolean' },
        'allow-origin': { type: 'string', multiple: true },
        'control-origin': { type: 'string', multiple: true },
        crowd: { type: 'string' },
        room: { type: 'string' },
        seed: { type: 'string' },
        fault: { type: 'string', multiple: true },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new TypeError(error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'The options cannot be read.', {
      cause: error,
    });
  }
}

function number(name: string, text: string | undefined, min: number, max: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || value < min || value > max || (name !== 'crowd' && !Number.isInteger(value)))
    throw new TypeError(`--${name} must be a number from ${min} to ${max}, not "${text}".`);
  return value;
}

function oneOf<Choice extends string>(
  name: string,
  text: string | undefined,
  choices: readonly Choice[],
): Choice | undefined {
  const choice = choices.find((each) => each === text);
  if (text !== undefined && choice === undefined)
    throw new TypeError(`--${name} must be one of ${choices.join(', ')}, not "${text}".`);
  return choice;
}

function fault(text: string): FaultRule {
  try {
    return JSON.parse(text) as FaultRule; // Faults.add validates the content
  } catch {
    throw new TypeError(`--fault must be valid JSON, not ${text}.`);
  }
}

function defined<Values extends object>(values: Values): Partial<{ [Key in keyof Values]: NonNullable<Values[Key]> }> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<{
    [Key in keyof Values]: NonNullable<Values[Key]>;
  }>;
}
