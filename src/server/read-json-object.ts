// Reads a request's JSON; the limits on bytes and nesting are checked before anything is parsed.
import { isDeeperThan } from '../protocol/untrusted-json.js';
import { readBytes } from '../util/read-bytes.js';
import { HttpProblem } from './http-problem.js';

export interface ReadJsonLimits {
  maxBytes: number;
  /** Nested objects and arrays; the outermost counts as 1. */
  maxDepth: number;
}

async function readBody(request: Request, maxBytes: number): Promise<Uint8Array> {
  if (request.bodyUsed)
    throw new HttpProblem(
      500,
      'Internal error',
      'The body of the request was read before this handler. Pass a request whose body is unread.',
      { code: 'body-read' },
    );
  const isTooLong = Number(request.headers.get('content-length')) > maxBytes;
  const bytes = isTooLong
    ? undefined
    : await readBytes(request.body, maxBytes).catch((cause: unknown) => {
        throw new HttpProblem(400, 'Bad request', 'The body broke off.', { cause });
      });
  if (!bytes) throw new HttpProblem(413, 'Content too large', `The body is larger than ${maxBytes} bytes.`);
  return bytes;
}

/**
 * The fields of the body's JSON object, as a Map so that no key reads a prototype. Throws HttpProblem: 413 for a body
 * that is too large, 400 for one that is not JSON, too deep or not an object.
 */
export async function readJsonObject(
  request: Request,
  { maxBytes, maxDepth }: ReadJsonLimits,
): Promise<ReadonlyMap<string, unknown>> {
  const bytes = await readBody(request, maxBytes);
  let value: unknown;
  try {
    const json = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (isDeeperThan(json, maxDepth))
      throw new HttpProblem(400, 'Bad request', `The JSON nests deeper than ${maxDepth} levels.`);
    value = JSON.parse(json);
  } catch (error) {
    if (error instanceof HttpProblem) throw error;
    throw new HttpProblem(400, 'Bad request', 'The body is not JSON in UTF-8.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new HttpProblem(400, 'Bad request', 'The body is not a JSON object.');
  return new Map(Object.entries(value));
}
