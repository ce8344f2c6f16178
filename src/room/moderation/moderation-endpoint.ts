// The client of the server kit's moderation handler: sends a request and makes a `ChatError` out of a refusal.
import type { ModerationRequest } from '../../protocol/moderation.js';
import { sanitizeLine } from '../../text/sanitize-text.js';
import type { readBoundedText } from '../../util/read-bytes.js';
import { ChatError, type ChatErrorCode } from '../model/chat-error.js';

const REQUEST_TIMEOUT_MS = 10_000;
const MAX_RESPONSE_BYTES = 8 * 1024;
const MAX_MESSAGE_LENGTH = 200;

/** Passed and not imported, so that this lazily loaded file does not move it into the first download. */
type ReadText = typeof readBoundedText;

/** The `detail` of problem JSON, for the user; undefined when the response has none. */
async function readDetail(response: Response, readText: ReadText): Promise<string | undefined> {
  try {
    const problem = JSON.parse((await readText(response, MAX_RESPONSE_BYTES)) ?? '') as { detail?: unknown } | null;
    const detail = problem?.detail;
    return typeof detail === 'string' ? sanitizeLine(detail, MAX_MESSAGE_LENGTH) || undefined : undefined;
  } catch {
    return undefined; // Not JSON, or the connection broke off: the status has to be enough.
  }
}

async function errorOf(response: Response, readText: ReadText): Promise<ChatError> {
  const { status } = response;
  const userMessage = await readDetail(response, readText);
  const error = (code: ChatErrorCode, message: string, retryable: boolean): ChatError =>
    new ChatError(code, message, retryable, { status }, userMessage);
  if (status === 401 || status === 403)
    return error('send/not-allowed', 'The moderation endpoint does not allow this.', false);
  if (status === 404) return error('room/not-found', 'The moderation endpoint, or the room, does not exist.', false);
  if (status === 429) return error('send/too-fast', 'Too many moderation requests in a short time.', true);
  if (status === 501) return error('plan/unsupported', "The application's plan does not have this function.", false);
  return error('im/unavailable', `The moderation endpoint responded with HTTP ${status}.`, status >= 500);
}

/** Sends a request to the endpoint at `url`. Rejects with a `ChatError`. */
export async function requestModeration(
  url: string,
  request: ModerationRequest,
  { credentials, readText }: { readonly credentials: RequestCredentials | undefined; readonly readText: ReadText },
): Promise<void> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(request),
      credentials: credentials ?? 'same-origin',
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    });
  } catch (cause) {
    throw new ChatError('im/offline', 'The moderation endpoint cannot be reached.', true, cause);
  }
  if (!response.ok) throw await errorOf(response, readText);
  void response.body?.cancel().catch(() => undefined); // the body of a success is not used
}
