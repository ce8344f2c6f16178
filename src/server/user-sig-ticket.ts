// The encoding of a UserSig, the same for both algorithms: JSON, zlib deflate (RFC 1950), base64 with three characters
// replaced so that it fits in a URL. It knows nothing of keys or fields. Key order, compression level and a final line
// feed differ between the vendor's libraries, so every valid stream is accepted.
import { readBytes } from '../util/read-bytes.js';
import { decodeBase64, encodeBase64 } from './crypto.js';
import { UserSigError } from './user-sig-error.js';

/** A current ticket has 200 to 400 characters; a user buffer makes it longer. */
const MAX_TICKET_CHARACTERS = 8192;
/** Deflate can expand a thousandfold, and a real ticket's JSON is below 1 kB. */
const MAX_JSON_BYTES = 16_384;

async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const inflated = await readBytes(
    new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate')),
    MAX_JSON_BYTES,
  );
  if (!inflated) throw new UserSigError('malformed', `The UserSig inflates to more than ${MAX_JSON_BYTES} bytes.`);
  return inflated;
}

/** Encodes the ticket's fields as a UserSig. */
export async function packTicket(fields: Record<string, string | number>): Promise<string> {
  const stream = new Blob([JSON.stringify(fields)]).stream().pipeThrough(new CompressionStream('deflate'));
  const packed = new Uint8Array(await new Response(stream).arrayBuffer());
  return encodeBase64(packed).replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_');
}

/**
 * Decodes a UserSig into its fields. Throws UserSigError: 70002 empty, 70003 not decodable or too large, 70005 no ticket
 * inside.
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
