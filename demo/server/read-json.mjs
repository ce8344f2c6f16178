// Reads a small JSON object from a request body.

const MAX_BYTES = 4096;

/**
 * @param {import('node:http').IncomingMessage} request
 * @returns {Promise<{ value: Record<string, unknown>, problem?: undefined } | { status: number, problem: string }>}
 */
export async function readJson(request) {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
    return { status: 415, problem: 'Send application/json.' };
  const chunks = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) return { status: 413, problem: `The body is larger than ${MAX_BYTES} bytes.` };
    chunks.push(chunk);
  }
  try {
    const value = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return { value };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return { status: 400, problem: 'The body is not a JSON object.' };
}
