/**
 * All bytes of a stream, or undefined when there are more than `maxBytes`: the stream is cancelled then, so memory
 * stays bounded whatever the sender does. Rejects when the stream fails.
 */
export async function readBytes(
  stream: ReadableStream<Uint8Array> | null | undefined,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = stream?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.byteLength;
    if (length > maxBytes) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

/**
 * Whether the headers of a response promise at most `maxBytes`. Responses of other origins are excluded: they do not
 * show their `Content-Encoding`, so their size after decompression is unknown.
 */
function isDeclaredSmall({ headers, type }: Response, maxBytes: number): boolean {
  const length = headers.get('Content-Length') ?? '';
  return type !== 'cors' && !headers.get('Content-Encoding') && /^\d+$/.test(length) && Number(length) <= maxBytes;
}

/**
 * The text of a response in UTF-8, or undefined when it is longer than `maxBytes` after decompression. A response that
 * declares a small length is read in one step: Chromium reports a response whose stream is read by hand as aborted.
 */
export async function readBoundedText(response: Response, maxBytes: number): Promise<string | undefined> {
  if (isDeclaredSmall(response, maxBytes)) return response.text();
  const bytes = await readBytes(response.body, maxBytes);
  return bytes && new TextDecoder().decode(bytes);
}
