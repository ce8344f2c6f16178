// The hosts of Tencent's service. tim-js-sdk 2.27.6 chooses one by the application id and, for users who are logged in,
// tries the others. It knows no host of Jakarta, and changes no host for guests, so these get one of this table.

/** Hosts of each region, as the table in tim-js-sdk 2.27.6 has them; Jakarta's are from `@tencentcloud/chat` 3.6.6. */
const CHINA = ['wss.im.qcloud.com', 'wss.tim.qq.com', '162.14.13.203'] as const;
/** By application id in tens of millions, from 20,000,000: Singapore to Jakarta. */
const REGIONS = ['sgp', 'kr', 'ger', 'ind', 'jpn', 'usa', 'idn'] as const;
const FIRST_REGION = 2;
const JAKARTA = 8;
const ID_RANGE = 10_000_000;
/** The second block of ids, 1,720,000,000 to 1,789,999,999, has the same regions in the same order. */
const SECOND_BLOCK = 170;

/** Whether a socket to this host is among `origins`: `wss://host`, or `wss://*.domain`. */
export function isServiceHost(hostname: string, origins: readonly string[]): boolean {
  return origins.some((origin) => {
    const host = origin.slice('wss://'.length);
    return host.startsWith('*.') ? hostname.endsWith(host.slice(1)) : hostname === host;
  });
}

function regionOf(sdkAppId: number): number {
  const range = Math.floor(sdkAppId / ID_RANGE);
  return range >= SECOND_BLOCK ? range - SECOND_BLOCK : range;
}

function hostsOf(sdkAppId: number): readonly string[] {
  const region = REGIONS[regionOf(sdkAppId) - FIRST_REGION];
  return region === undefined ? CHINA : [`wss${region}.im.qcloud.com`, `wss${region}.my-imcloud.com`];
}

/** Number of failed attempts by application, for the life of the page: the next attempt uses the next host. */
const failures = new Map<number, number>();

/** The address for a session, or undefined where the SDK chooses it well. */
export function serviceAddress(sdkAppId: number, isGuest: boolean): string | undefined {
  if (!isGuest && regionOf(sdkAppId) !== JAKARTA) return undefined;
  const hosts = hostsOf(sdkAppId);
  return `wss://${hosts[(failures.get(sdkAppId) ?? 0) % hosts.length] ?? ''}`;
}

/** The host of `serviceAddress` did not respond. */
export function skipServiceHost(sdkAppId: number): void {
  failures.set(sdkAppId, (failures.get(sdkAppId) ?? 0) + 1);
}
