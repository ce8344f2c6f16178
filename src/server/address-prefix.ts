// The network address of a request's sender. A fetch Request does not have it, so the Node adapter stores it here, where
// no header can forge it.
const addresses = new WeakMap<Request, string>();

/** Stores the network address of a request's sender. */
export function noteRequestAddress(request: Request, address: string): void {
  addresses.set(request, address);
}

/** The address that the adapter stored, or undefined for a request from elsewhere. */
export function requestAddress(request: Request): string | undefined {
  return addresses.get(request);
}

/**
 * The part of an address that a limit per address counts as one: a whole IPv4 address, also one that is written as IPv6,
 * and the first 64 bits of an IPv6 address, because one household has all addresses in them. Other strings stay as they
 * are.
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
