// Tencent's REST API: commands that the application calls. The HTTP status is always 200.
import { type Call, ServiceError } from '../call.js';
import { Fields, type JsonObject, isJsonObject } from '../fields.js';
import type { Service } from '../service.js';
import { REST_COMMANDS } from './rest-commands.js';

const MAX_REST_WAIT_MS = 3000;

/**
 * Runs a REST call. `command` is `service.command`; `query` has sdkappid, identifier and usersig. Resolves with the
 * response body.
 */
export async function runRest(
  service: Service,
  command: string,
  query: Readonly<Record<string, string>>,
  bodyText: string,
): Promise<JsonObject> {
  service.requests.add({
    at: service.environment.now(),
    command: `rest:${command}`,
    userId: query['identifier'] ?? '',
    groupId: undefined,
    body: { text: bodyText },
  });
  try {
    const account = await administrator(service, query);
    const fields = new Fields(parse(bodyText));
    const handler = REST_COMMANDS.get(command);
    if (!handler) throw new ServiceError(60003, `Unknown command: ${command.replace('.', '/')}`);
    const fault = service.faults.match(`rest:${command}`, account.userId, undefined);
    if (fault?.noResponse)
      await new Promise<void>((resolve) => service.environment.setTimer(resolve, MAX_REST_WAIT_MS * 2));
    if (fault?.delayMs) await new Promise<void>((resolve) => service.environment.setTimer(resolve, fault.delayMs ?? 0));
    if (fault?.errorCode) throw new ServiceError(fault.errorCode, fault.errorInfo ?? 'fault');
    const call: Call = {
      command,
      caller: { kind: 'application', account },
      fields,
      head: {},
      respondText: () => undefined,
    };
    return { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', ...(await handler(call, service)) };
  } catch (error) {
    if (!(error instanceof ServiceError)) service.onInternalError?.(error, command);
    const failure =
      error instanceof ServiceError
        ? error
        : new ServiceError(10002, 'Internal error of the emulator. Please report this bug.');
    return { ActionStatus: 'FAIL', ErrorCode: failure.code, ErrorInfo: failure.message, ...failure.extra };
  }
}

async function administrator(service: Service, query: Readonly<Record<string, string>>) {
  const identifier = query['identifier'];
  if (!query['sdkappid']) throw new ServiceError(60012, 'The query parameter sdkappid is missing');
  if (query['sdkappid'] !== String(service.settings.sdkAppId))
    throw new ServiceError(60006, 'The sdkappid does not belong to this application');
  if (!identifier) throw new ServiceError(60004, 'The query parameter identifier is missing');
  if (!query['usersig']) throw new ServiceError(70002, 'The query parameter usersig is missing');
  await service.environment.verify(query['usersig'], identifier, service.seconds()).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    throw new ServiceError(
      typeof code === 'number' ? code : 70003,
      error instanceof Error ? error.message : 'The UserSig is invalid',
    );
  });
  if (!service.isAdministrator(identifier))
    throw new ServiceError(60010, 'The identifier is not an administrator of the application');
  return service.account(identifier);
}

function parse(text: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ServiceError(90001, 'The body must be valid JSON');
  }
  if (!isJsonObject(value)) throw new ServiceError(90001, 'The body must be a JSON object');
  return value;
}
