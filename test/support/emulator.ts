/** The address of the emulator of this test run; `secretKey` is an invented test key. */
export interface EmulatorInfo {
  readonly url: string;
  readonly restUrl: string;
  readonly sdkAppId: number;
  readonly secretKey: string;
}

let info: Promise<EmulatorInfo> | undefined;

/** The emulator that tools/wtr-emulator.mjs started for all browser tests. */
export function emulator(): Promise<EmulatorInfo> {
  info ??= fetch('/__emulator.json').then((response) => response.json() as Promise<EmulatorInfo>);
  return info;
}

/**
 * The URL of a token endpoint that returns this user; without `user` a guest. `refuse`: 401. `host`: a proxy between
 * the page and the endpoint replaced the Host header by this one.
 */
export function tokenEndpoint(
  person: { user?: string; nick?: string; role?: string; refuse?: string; host?: string } = {},
): string {
  return `/api/token?${new URLSearchParams(person).toString()}`;
}

let rooms = 0;

/** A group that no other test uses. */
export function freshGroup(): string {
  return `test-${Date.now().toString(36)}-${++rooms}`;
}
