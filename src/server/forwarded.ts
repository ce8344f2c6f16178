// What a proxy in front of the server says of the client's request. Any client can write these headers too, so they are
// read only where the site has set `trustProxy`.

/**
 * Which headers of a proxy of your own are used. `true`: `X-Forwarded-Proto`, `X-Forwarded-Host` and `X-Forwarded-For`.
 * `'forwarded'`: `Forwarded` (RFC 7239). The proxy must set or remove the headers that are named here: one that it
 * passes on unchanged can be written by any client. Default `false`.
 */
export type TrustProxy = boolean | 'forwarded';

/** The client's request as the proxy received it; a part that the proxy did not name is undefined. */
export interface Forwarded {
  readonly protocol: string | undefined;
  readonly host: string | undefined;
  readonly address: string | undefined;
}

/**
 * A `name=value` of RFC 7239. A quoted string that is not closed ends with the header, so that no time is lost on it.
 */
const PARAMETER = /(?:^|[;\s])(proto|host|for)=(?:"((?:[^"\\]|\\.?)*)(?:"|$)|([^\s;"]+))/gi;
const TOKEN = /"(?:[^"\\]|\\.?)*(?:"|$)|,|[^",]+/g;

/** The parts of a list; a comma inside quotes does not separate them. */
function splitList(list: string): string[] {
  const parts = [''];
  for (const [token] of list.matchAll(TOKEN)) {
    if (token === ',') parts.push('');
    else parts.push(`${parts.pop() ?? ''}${token}`);
  }
  return parts;
}

const readElement = (element: string): ReadonlyMap<string, string> =>
  new Map(
    Array.from(element.matchAll(PARAMETER), ([, name = '', quoted, token = '']) => [
      name.toLowerCase(),
      quoted?.replace(/\\(.)/g, '$1') ?? token,
    ]),
  );

/** RFC 7239 writes a hidden client as `unknown` or as a name that begins with an underscore. */
const isHidden = (address: string): boolean => /^(unknown$|_)/i.test(address);

/** TypeError for a value that is not one of the settings. */
export function requireTrustProxy(trustProxy: unknown): TrustProxy {
  if (typeof trustProxy === 'boolean' || trustProxy === 'forwarded') return trustProxy;
  throw new TypeError(
    'trustProxy must be true (X-Forwarded-Proto, X-Forwarded-Host, X-Forwarded-For), "forwarded" (Forwarded) or false.',
  );
}

/**
 * Reads the headers that `trustProxy` selects. Protocol and host are those of the first entry, which the proxy next to
 * the client wrote; the address is that of the last, which the proxy next to this server wrote and no client can.
 */
export function readForwarded(get: (name: string) => string | null | undefined, trustProxy: TrustProxy): Forwarded {
  if (trustProxy === 'forwarded') {
    const parts = splitList(get('forwarded') ?? '');
    const [first, last] = [parts[0], parts.at(-1)].map((part = '') => readElement(part));
    const address = last?.get('for');
    return {
      protocol: first?.get('proto'),
      host: first?.get('host'),
      address: address === undefined || isHidden(address) ? undefined : address,
    };
  }
  const entry = (name: string, index: 0 | -1) =>
    (trustProxy ? get(name) : undefined)?.split(',').at(index)?.trim() || undefined;
  return {
    protocol: entry('x-forwarded-proto', 0),
    host: entry('x-forwarded-host', 0),
    address: entry('x-forwarded-for', -1),
  };
}
