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
