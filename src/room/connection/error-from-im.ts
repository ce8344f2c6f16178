// Makes a `ChatError` out of a failure of the port. The table holds the port's reasons; the numbers of the service are
// known in `im` only.
import type { ImError } from '../../im/im-error.js';
import { type ImErrorReason, isImError } from '../../im/im-failure.js';
import { REFUSAL_CODE } from '../../protocol/refusal-code.js';
import { sanitizeLine } from '../../text/sanitize-text.js';
import { ChatError, type ChatErrorCode } from '../model/chat-error.js';

/** What failed: the same reason has another meaning for a user who joins than for one who sends. */
export type ImAction = 'connect' | 'send' | 'moderate';

interface ErrorMapping {
  readonly code: ChatErrorCode;
  /** '': the text of the failure itself says more. */
  readonly message: string;
  readonly retryable?: boolean;
}

const MAX_MESSAGE_LENGTH = 200;

const NETWORK: ErrorMapping = { code: 'im/offline', message: 'The service cannot be reached.', retryable: true };
const TOO_FAST: ErrorMapping = {
  code: 'send/too-fast',
  message: 'Too many messages in a short time.',
  retryable: true,
};
const TOO_LONG: ErrorMapping = { code: 'send/too-long', message: 'The message is too long for the service.' };
const NOT_ALLOWED: ErrorMapping = {
  code: 'send/not-allowed',
  message: 'The service does not allow this.',
};
const REFUSED: ErrorMapping = { code: 'room/refused', message: "The application's server refused." };

const ERROR_MAPPINGS: Readonly<Record<Exclude<ImErrorReason, 'no-permission' | 'unknown'>, ErrorMapping>> = {
  'signature-expired': { code: 'im/signature', message: 'The login signature has expired.', retryable: true },
  'signature-invalid': {
    code: 'im/signature',
    message:
      'The service does not accept the login signature: check the sdkAppId and the secret key of the token endpoint.',
  },
  'application-unavailable': {
    code: 'im/unavailable',
    message: 'The service does not serve this application: its id is unknown, or its plan has ended or is used up.',
  },
  busy: { code: 'im/unavailable', message: 'The service is busy.', retryable: true },
  'too-many-logins': { code: 'im/unavailable', message: 'This user logged in too often.', retryable: true },
  superseded: {
    code: 'im/superseded',
    message: 'The same user opened the room in another page or on another device.',
    retryable: true,
  },
  'logged-out': { code: 'im/kicked', message: 'The service logged this user out.' },
  'not-ready': { code: 'im/offline', message: 'Not logged in to the service.', retryable: true },
  'group-not-found': { code: 'room/not-found', message: 'There is no such room.' },
  'group-full': { code: 'room/full', message: 'The room is full.', retryable: true },
  'join-refused': { code: 'room/refused', message: '' },
  refused: REFUSED,
  'refused-with-message': REFUSED,
  'server-timeout': {
    code: 'send/network',
    message: "The application's server did not respond in time.",
    retryable: true,
  },
  muted: { code: 'send/muted', message: 'This user, or everybody in the room, is muted.' },
  'rate-limited': TOO_FAST,
  blocked: { code: 'send/blocked', message: 'The text was refused by moderation.' },
  'too-long': TOO_LONG,
  'not-in-group': { code: 'send/not-member', message: 'Not in the room.', retryable: true },
  'not-allowed': NOT_ALLOWED,
  'cannot-recall': { code: 'send/not-allowed', message: 'The message can no longer be retracted.' },
  unsupported: { code: 'plan/unsupported', message: "The application's plan does not have this function." },
  network: NETWORK,
  timeout: NETWORK,
  aborted: { code: 'room/closed', message: 'The room was closed.' },
  'sdk-unavailable': {
    code: 'im/unavailable',
    message: 'The code for the service could not be loaded.',
    retryable: true,
  },
  'bad-argument': { code: 'im/unavailable', message: '' },
};

/** Refusals of the server kit's own rules. */
const RULE_MAPPINGS: ReadonlyMap<number, ErrorMapping> = new Map([
  [REFUSAL_CODE.slowMode, TOO_FAST],
  [REFUSAL_CODE.emojiOnly, { code: 'send/emoji-only', message: 'Only emoji can be sent in this room now.' }],
  [REFUSAL_CODE.tooLong, TOO_LONG],
  [REFUSAL_CODE.tooFast, TOO_FAST],
  [REFUSAL_CODE.notAllowed, NOT_ALLOWED],
] as const);

function mappingOf({ reason, code }: ImError, action: ImAction): ErrorMapping {
  switch (reason) {
    case 'no-permission':
      if (action === 'moderate') return NOT_ALLOWED;
      if (action === 'connect')
        return { code: 'room/refused', message: 'The service does not admit this user to the room.' };
      return { code: 'send/not-member', message: 'Not in the room any more.', retryable: true };
    case 'refused-with-message':
      return RULE_MAPPINGS.get(code) ?? REFUSED;
    case 'unknown':
      return {
        code: 'im/unavailable',
        message: `The service responded with error ${code}.`,
        retryable: action !== 'moderate',
      };
    default:
      return ERROR_MAPPINGS[reason];
  }
}

function codeForAction({ code, retryable }: ErrorMapping, action: ImAction): ChatErrorCode {
  if (action !== 'send') return code;
  if (code === 'im/offline' || (code === 'im/unavailable' && retryable)) return 'send/network';
  return code === 'room/refused' ? 'send/blocked' : code;
}

/** Any failure of the port as a `ChatError`; a `ChatError` is returned as it is. */
export function errorFromIm(error: unknown, action: ImAction): ChatError {
  if (error instanceof ChatError) return error;
  if (!isImError(error))
    return new ChatError(action === 'send' ? 'send/network' : 'im/unavailable', 'An unexpected error.', true, error);
  const mapping = mappingOf(error, action);
  const userMessage =
    error.reason === 'refused-with-message' ? sanitizeLine(error.message, MAX_MESSAGE_LENGTH) : undefined;
  return new ChatError(
    codeForAction(mapping, action),
    mapping.message || error.message,
    mapping.retryable ?? false,
    error,
    userMessage || undefined,
  );
}
