// The command `live-chat-elements emulator`: starts the emulator, prints how to use it, runs until interrupted.
import { CLI_HELP, readCliOptions } from './cli-options.js';
import { startEmulator, type Emulator } from './start-emulator.js';
import { EMULATOR_TEST_KEY } from '../core/settings.js';

/** Runs the command line. Resolves with the exit code; for `emulator`, after it was interrupted. */
export async function main(args: readonly string[]): Promise<number> {
  let emulator: Emulator | undefined;
  try {
    const options = readCliOptions(args, process.env);
    if (options.help) {
      process.stdout.write(CLI_HELP);
      return 0;
    }
    emulator = await startEmulator(options.emulator);
    for (const rule of options.faults) emulator.app.faults.add(rule);
    if (options.crowd) emulator.crowd(options.crowd);
    process.stdout.write(`${startMessage(emulator, options.crowd)}\n`);
  } catch (error) {
    await emulator?.close();
    process.stderr.write(
      `live-chat-elements: ${error instanceof Error ? error.message : String(error)}\nTry: live-chat-elements --help\n`,
    );
    return 1;
  }
  await interrupted();
  await emulator.close();
  return 0;
}

function startMessage(
  emulator: Emulator,
  crowd: { readonly groupId: string; readonly perSecond: number } | undefined,
): string {
  const key =
    emulator.secretKey === EMULATOR_TEST_KEY
      ? `${EMULATOR_TEST_KEY}   (a published test key)`
      : 'the key that you specified';
  return [
    `Emulator: ${emulator.url}`,
    `REST and controls: ${emulator.restUrl}`,
    `sdkAppId: ${emulator.sdkAppId}`,
    `secretKey: ${key}`,
    ...(crowd ? [`crowd: ${crowd.perSecond} messages per second in ${crowd.groupId}`] : []),
    '',
    `For the response of your token endpoint: "sdkAppId": ${emulator.sdkAppId}, "proxyServer": "${emulator.url}"`,
    `With the SDK alone: TIM.create({ SDKAppID: ${emulator.sdkAppId}, proxyServer: '${emulator.url}' })`,
    'Stop with Ctrl+C.',
  ].join('\n');
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
