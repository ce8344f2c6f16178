// Where a request came from. A fetch Request does not say; the Node adapter notes it here, out of reach of forged
// headers.
const addresses = new WeakMap<Request, string>();

/** Notes the network address of a request's sender. */
export function noteRequestAddress(request: Request, address: string): void {
  addresses.set(request, address);
}

/** The address noted by the adapter, or undefined where no adapter of ours made the request. */
export function requestAddress(request: Request): string | undefined {
  return addresses.get(request);
}

/**
 * What a limit per address should count as one: an IPv4 address as it is, also where it comes wrapped in IPv6, and of
 * an
 * IPv6 address its first 64 bits, because one household has all addresses within them. Other texts stay as they are.
 */
export function addressPrefix(address: string): string {
  const mapped = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(address);
  if (mapped?.[1] !== undefined) return mapped[1];
  const [bare = ''] = address.split('%', 1); // behind it is a zone
  if (!/^[0-9a-f:]+$/i.test(bare) || !bare.includes(':') || !URL.canParse(`http://[${bare}]/`)) return address;
  const [head = '', tail] = new URL(`http://[${bare}]/`).hostname.slice(1, -1).split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups = [...before, ...new Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0'), ...after];
  return `${groups.slice(0, 4).join(':')}::/64`;
}
