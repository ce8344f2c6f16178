// The encoding of a UserSig, the same for both algorithms: JSON, zlib deflate (RFC 1950), base64 with three characters
// replaced so that it fits in a URL. It knows nothing of keys or fields. Key order, compression level and a final line
// feed differ between the vendor's libraries, so every valid stream is accepted.
import type * as Zlib from 'node:zlib';
import { readBytes } from '../util/read-bytes.js';
import { decodeBase64, encodeBase64 } from './crypto.js';

/** Why a UserSig was refused. */
export type UserSigErrorKind =
  'empty' | 'malformed' | 'not-a-ticket' | 'signature' | 'user-mismatch' | 'app-mismatch' | 'expired';

/** The code that the Tencent service itself gives for each cause. */
const CODES = {
  empty: 70002,
  malformed: 70003,
  'not-a-ticket': 70005,
  signature: 70009,
  'user-mismatch': 70013,
  'app-mismatch': 70014,
  expired: 70001,
} as const satisfies Record<UserSigErrorKind, number>;

/**
 * A UserSig that is not valid: `kind` is the cause, `code` the number with which the service responds. Never contains
 * the key or the ticket.
 */
export class UserSigError extends Error {
  readonly kind: UserSigErrorKind;
  readonly code: number;

  constructor(kind: UserSigErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UserSigError';
    this.kind = kind;
    this.code = CODES[kind];
  }
}

/** A current ticket has 200 to 400 characters; a user buffer makes it longer. */
const MAX_TICKET_CHARACTERS = 8192;
/** Deflate can expand a thousandfold, and a real ticket's JSON is below 1 kB. */
const MAX_JSON_BYTES = 16_384;

/** Node's own zlib, where the runtime has it: Bun had no CompressionStream before 1.3.3. No bundler follows this. */
const zlib = (): typeof Zlib | undefined => globalThis.process?.getBuiltinModule?.('node:zlib');

function requireZlib(): typeof Zlib {
  const node = zlib();
  if (!node)
    throw new TypeError('This runtime has neither CompressionStream nor node:zlib; a UserSig needs one of them.');
  return node;
}

/** Throws a TypeError where neither the compression of the web nor that of Node exists. */
export function requireCompression(): void {
  if (typeof CompressionStream === 'undefined') requireZlib();
}

async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  if (typeof DecompressionStream === 'undefined')
    return requireZlib().inflateSync(bytes, { maxOutputLength: MAX_JSON_BYTES });
  const inflated = await readBytes(
    new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate')),
    MAX_JSON_BYTES,
  );
  if (!inflated) throw new UserSigError('malformed', `The UserSig inflates to more than ${MAX_JSON_BYTES} bytes.`);
  return inflated;
}

async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  if (typeof CompressionStream === 'undefined') return requireZlib().deflateSync(bytes);
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Encodes the ticket's fields as a UserSig. */
export async function packTicket(fields: Record<string, string | number>): Promise<string> {
  const packed = await deflate(new TextEncoder().encode(JSON.stringify(fields)));
  return encodeBase64(packed).replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_');
}

/**
 * Decodes a UserSig into its fields. Throws UserSigError: 70002 empty, 70003 not decodable or too large, 70005 no
 * ticket inside.
 */
export async function unpackTicket(userSig: unknown): Promise<ReadonlyMap<string, unknown>> {
  if (userSig === '' || userSig === undefined || userSig === null)
    throw new UserSigError('empty', 'The UserSig is empty.');
  if (typeof userSig !== 'string') throw new UserSigError('malformed', 'The UserSig is not a string.');
  if (userSig.length > MAX_TICKET_CHARACTERS)
    throw new UserSigError('malformed', `The UserSig is longer than ${MAX_TICKET_CHARACTERS} characters.`);
  const bytes = /^[A-Za-z0-9*_-]+$/.test(userSig)
    ? decodeBase64(userSig.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '='))
    : undefined;
  if (!bytes)
    throw new UserSigError(
      'malformed',
      'The UserSig is not base64 in the UserSig alphabet: it may have been cut or encoded twice.',
    );
  let json: string;
  try {
    json = new TextDecoder('utf-8', { fatal: true }).decode(await inflate(bytes));
  } catch (error) {
    if (error instanceof UserSigError) throw error;
    throw new UserSigError('malformed', 'The UserSig is not a zlib stream: it may have been cut.', { cause: error });
  }
  let fields: unknown;
  try {
    fields = JSON.parse(json);
  } catch (error) {
    throw new UserSigError('not-a-ticket', 'The UserSig contains no JSON.', { cause: error });
  }
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields))
    throw new UserSigError('not-a-ticket', 'The UserSig contains no ticket.');
  return new Map(Object.entries(fields));
}
