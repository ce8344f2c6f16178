// What a handler cannot read from a fetch Request and the platform passes beside it.

/**
 * The second argument of every handler of this kit. Other properties are ignored, so the context object of a platform
 * can be passed as it is where it has these names.
 */
export interface RequestContext {
  /** The network address of the client, for the limit per address. */
  readonly address?: string | null | undefined;
  /**
   * Keeps the function alive until the promise settles: the `waitUntil` of Workers and of other serverless platforms.
   */
  waitUntil?(promise: Promise<unknown>): void;
}

/** A handler of this kit: never rejects. */
export type RequestHandler = (request: Request, context?: RequestContext) => Promise<Response>;

// The network address of a request's sender. A fetch Request does not have it, so the Node adapter stores it here,
// where no header can forge it.
const addresses = new WeakMap<Request, string>();

/** Stores the network address of a request's sender. */
export function noteRequestAddress(request: Request, address: string): void {
  addresses.set(request, address);
}

/** The address that the adapter stored, or undefined for a request from elsewhere. */
export function requestAddress(request: Request): string | undefined {
  return addresses.get(request);
}

/** The eight groups of an IPv6 address; undefined when it is not one. */
function ipv6Groups(address: string): number[] | undefined {
  const [bare = ''] = address.split('%', 1); // after it is a zone
  if (!/^[0-9a-f:.]+$/i.test(bare) || !bare.includes(':') || !URL.canParse(`http://[${bare}]/`)) return undefined;
  const [head = '', tail] = new URL(`http://[${bare}]/`).hostname.slice(1, -1).split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = new Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0');
  return [...before, ...zeros, ...after].map((group) => parseInt(group, 16));
}

/** The prefixes of IPv6 addresses whose last 32 bits are an IPv4 address: mapped addresses, and those of NAT64. */
const IPV4_PREFIXES = ['0:0:0:0:0:ffff', '64:ff9b:0:0:0:0'];

/**
 * The part of an address that a limit per address counts as one: a whole IPv4 address, also one that is written as
 * IPv6, and the first 64 bits of an IPv6 address, because one household has all addresses in them. A port, which some
 * proxies add, is left out. Other strings stay as they are.
 */
export function addressPrefix(address: string): string {
  const withoutPort =
    /^\[([^\]]+)\](?::\d+)?$/.exec(address)?.[1] ?? /^(\d{1,3}(?:\.\d{1,3}){3}):\d+$/.exec(address)?.[1] ?? address;
  const groups = ipv6Groups(withoutPort);
  if (!groups) return withoutPort;
  const hex = groups.map((group) => group.toString(16));
  if (IPV4_PREFIXES.includes(hex.slice(0, 6).join(':'))) {
    const [high = 0, low = 0] = groups.slice(6);
    return [high >> 8, high & 255, low >> 8, low & 255].join('.');
  }
  return `${hex.slice(0, 4).join(':')}::/64`;
}
