// The page's side of the server kit's moderation handler. It asks, and turns the answer into an error in our words.
import { ChatError } from '../model/chat-error.js';
import { sanitizeLine } from '../../text/sanitize-text.js';

const REQUEST_TIMEOUT_MS = 10_000;
const MAX_MESSAGE_LENGTH = 200;

/** What can be asked of the endpoint; times in seconds. The group is added by whoever asks. */
export type ModerationRequest =
  | { readonly action: 'mute' | 'ban'; readonly userId: string; readonly seconds: number; readonly reason?: string }
  | { readonly action: 'unmute'; readonly userId: string }
  | { readonly action: 'muteAll'; readonly muted: boolean }
  | { readonly action: 'retract'; readonly seq: number; readonly messageId: string }
  | { readonly action: 'announce'; readonly text: string }
  | { readonly action: 'slowMode'; readonly seconds: number }
  | { readonly action: 'emojiOnly'; readonly on: boolean };

async function messageOf(response: Response): Promise<string | undefined> {
  try {
    const problem: unknown = await response.json();
    const detail = typeof problem === 'object' && problem !== null && 'detail' in problem ? problem.detail : undefined;
    return typeof detail === 'string' ? sanitizeLine(detail, MAX_MESSAGE_LENGTH) || undefined : undefined;
  } catch {
    return undefined; // Not problem JSON: the status has to do.
  }
}

async function errorOf(response: Response): Promise<ChatError> {
  const { status } = response;
  const words = await messageOf(response);
  const say = (code: ConstructorParameters<typeof ChatError>[0], message: string, retryable: boolean): ChatError =>
    new ChatError(code, message, retryable, { status }, words);
  if (status === 401 || status === 403)
    return say('send/not-allowed', 'The moderation endpoint does not allow this.', false);
  if (status === 404) return say('room/not-found', 'The moderation endpoint, or the room, is not there.', false);
  if (status === 429) return say('send/too-fast', 'Too much moderation in a short time.', true);
  if (status === 501) return say('plan/unsupported', "The application's plan does not have this function.", false);
  return say('im/unavailable', `The moderation endpoint answered HTTP ${status}.`, status >= 500);
}

/** Asks the endpoint at `url`. Rejects with a `ChatError`. */
export async function requestModeration(
  url: string,
  request: ModerationRequest & { readonly groupId: string },
  credentials: RequestCredentials = 'same-origin',
): Promise<void> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(request),
      credentials,
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    });
  } catch (cause) {
    throw new ChatError('im/offline', 'The moderation endpoint cannot be reached.', true, cause);
  }
  if (!response.ok) throw await errorOf(response);
}
