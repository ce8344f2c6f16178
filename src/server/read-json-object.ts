// Reads a request's JSON with limits that hold before anything is parsed: media type, bytes, nesting.
import { HttpProblem } from './http-problem.js';

export interface ReadJsonLimits {
  maxBytes: number;
  /** Nested objects and arrays; the outermost counts as 1. */
  maxDepth: number;
}

async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  const tooBig = () => new HttpProblem(413, 'Content too large', `The body is larger than ${maxBytes} bytes.`);
  const announced = Number(request.headers.get('content-length'));
  if (announced > maxBytes) throw tooBig();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw new HttpProblem(400, 'Bad request', 'The body broke off.', { cause });
    });
    if (done) break;
    length += value.byteLength;
    if (length > maxBytes) {
      await reader.cancel();
      throw tooBig();
    }
    chunks.push(value);
  }
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}

/** Whether the text nests deeper than `maxDepth`, seen without parsing it. */
function isDeeperThan(json: string, maxDepth: number): boolean {
  let depth = 0;
  let inText = false;
  for (let index = 0; index < json.length; index++) {
    const character = json[index];
    if (inText) {
      if (character === '\\') index++;
      else if (character === '"') inText = false;
    } else if (character === '"') inText = true;
    else if (character === '{' || character === '[') {
      if (++depth > maxDepth) return true;
    } else if (character === '}' || character === ']') depth--;
  }
  return false;
}

/**
 * The body as a JSON object without a prototype chain to trip over. Throws HttpProblem: 413 too big, 400 not JSON, too
 * deep or not an object.
 */
export async function readJsonObject(
  request: Request,
  { maxBytes, maxDepth }: ReadJsonLimits,
): Promise<ReadonlyMap<string, unknown>> {
  const bytes = await readBytes(request, maxBytes);
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
