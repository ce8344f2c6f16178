// Reads and checks the environment variables. Errors describe what is wrong; they never contain the key.

const DEFAULT_PORT = 8000;

/**
 * @param {Record<string, string | undefined>} env
 * @returns {{ port: number, application?: { sdkAppId: number, secretKey: string } }} without `application` the demo
 * starts its own emulator
 */
export function readSettings(env) {
  const port = env.PORT ? Number(env.PORT) : DEFAULT_PORT;
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`PORT is "${env.PORT}"; it must be a number from 0 to 65535.`);

  const { TIM_SDK_APP_ID: appId, TIM_SECRET_KEY: secretKey } = env;
  if (!appId && !secretKey) return { port };
  if (!appId || !secretKey)
    throw new Error(
      'Set both TIM_SDK_APP_ID and TIM_SECRET_KEY to use a real Tencent application, or neither to use the emulator.',
    );
  const sdkAppId = Number(appId);
  if (!Number.isInteger(sdkAppId) || sdkAppId <= 0)
    throw new Error(`TIM_SDK_APP_ID is "${appId}"; it must be the number from the Tencent console.`);
  return { port, application: { sdkAppId, secretKey } };
}
