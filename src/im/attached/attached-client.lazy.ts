// The port over an instance of the SDK that the page has logged in itself. Loads no SDK.
import type { ImClientFactory, ImClientOptions, ImListener } from '../im-client.js';
import { createImError } from '../im-failure.js';
import type { OpenSession } from '../tim/session.js';
import { toImMessage } from '../tim/tim-inbound.js';
import { TimClient } from '../tim/tim-client.js';
import type { TimInstance } from '../tim/tim-sdk.js';
import { AttachedSession } from './attached-session.js';

const NEEDED = [
  ...(['on', 'off', 'joinGroup', 'quitGroup', 'getGroupProfile', 'getMyProfile', 'sendMessage'] as const),
  ...(['createTextMessage', 'createCustomMessage', 'revokeMessage'] as const),
] as const;

interface PageLogin {
  /** '' if the page does not say who is logged in. */
  readonly userId: string;
  readonly onLogin: () => void;
  readonly signal: AbortSignal | undefined;
}

/** The page's instance, or an `ImError` that says what is missing. */
function requirePageChat(chat: unknown): TimInstance {
  const methods = (typeof chat === 'object' && chat !== null ? chat : {}) as Record<string, unknown>;
  const missing = NEEDED.filter((name) => typeof methods[name] !== 'function');
  if (missing.length > 0)
    throw createImError(
      'bad-argument',
      'chat has to be an instance of tim-js-sdk 2.x or @tencentcloud/chat 3.x, made by its create(); it has no ' +
        `${missing.join(', ')}.`,
    );
  return chat as TimInstance;
}

/** Calls `onLogin` at the next login of the page, once, unless `signal` is aborted before. */
function awaitLogin(chat: TimInstance, { onLogin, signal }: PageLogin): void {
  const stop = (): void => {
    chat.off('sdkStateReady', handleReady);
    signal?.removeEventListener('abort', stop);
  };
  const handleReady = (): void => {
    stop();
    onLogin();
  };
  if (signal?.aborted) return;
  chat.on('sdkStateReady', handleReady);
  signal?.addEventListener('abort', stop);
}

/** As every client, and shows messages that the page has sent itself. */
class AttachedClient extends TimClient {
  readonly #session: () => AttachedSession | undefined;
  readonly #listener: ImListener;

  constructor(chat: unknown, login: PageLogin, listener: ImListener, options: ImClientOptions) {
    let session: AttachedSession | undefined;
    const openSession: OpenSession = (credentials, sessionListener) =>
      Promise.resolve().then(() => {
        const tim = requirePageChat(chat);
        const onLoginNeeded = (): void => awaitLogin(tim, login);
        const userId = login.userId || (credentials.userId ?? '');
        return (session = new AttachedSession(tim, userId, credentials, sessionListener, onLoginNeeded));
      });
    super(openSession, listener, options);
    this.#session = () => session;
    this.#listener = listener;
  }

  show(message: unknown): void {
    const session = this.#session();
    const item = session?.isUsable ? toImMessage(message, session) : undefined;
    if (!item || item.groupId !== session?.groupId)
      throw new TypeError('This is no text, face or custom message of this room, made by the SDK.');
    queueMicrotask(() => {
      if (session.isUsable) this.#listener.onInbound([item]);
    });
  }
}

/**
 * Makes clients that use `chat`, an instance of tim-js-sdk 2.x or @tencentcloud/chat 3.x. `userId` is the user who is
 * logged in; 3.x knows it itself. Credentials may name the user as well; their signature is not used. After a logout of
 * the page `onLogin` is called when it logs in again, unless `signal` is aborted before.
 */
export function attachClient(
  chat: unknown,
  userId = '',
  onLogin: () => void = () => undefined,
  signal?: AbortSignal,
): ImClientFactory {
  return (listener, options) => new AttachedClient(chat, { userId, onLogin, signal }, listener, options);
}
