// `npm start`: the demo on 127.0.0.1 with a token endpoint and an emulator of the service; no account is needed.
// Environment variables: PORT, and TIM_SDK_APP_ID with TIM_SECRET_KEY for a real Tencent application.
import { readSettings } from './server/read-settings.mjs';
import { startDemo } from './server/start-demo.mjs';

try {
  const demo = await startDemo(readSettings(process.env));
  console.log(`Demo: ${demo.url}`);
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => void demo.close().finally(() => process.exit(0)));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
