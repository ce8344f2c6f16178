// The one table from the service's error numbers to our codes. It knows nothing of what to do next, but whether the
// same may work later.
import { IM_ERROR_CODE, ImError } from '../../im/im-error.js';
import { ChatError, type ChatErrorCode } from '../model/chat-error.js';
import { sanitizeLine } from '../../text/sanitize-text.js';

/** What was tried: one number means different things to someone who joins and to someone who writes. */
export type ImAction = 'connect' | 'send' | 'moderate';

interface ErrorMapping {
  readonly code: ChatErrorCode;
  readonly message: string;
  readonly retryable?: boolean;
}

const SIGNATURE_EXPIRED: ErrorMapping = {
  code: 'im/signature',
  message: 'The login signature has expired.',
  retryable: true,
};
const SIGNATURE_BAD: ErrorMapping = {
  code: 'im/signature',
  message:
    'The service does not accept the login signature: check the application id and the secret key of the token endpoint.',
};
const APPLICATION: ErrorMapping = {
  code: 'im/unavailable',
  message: 'The service does not serve this application: its id is unknown, or its plan has ended or is used up.',
};
const BUSY: ErrorMapping = { code: 'im/unavailable', message: 'The service is busy.', retryable: true };
const SUPERSEDED: ErrorMapping = {
  code: 'im/superseded',
  message: 'The same person opened the room in another page or on another device.',
  retryable: true,
};
const KICKED: ErrorMapping = { code: 'im/kicked', message: 'The service logged this user out.' };
const NOT_FOUND: ErrorMapping = { code: 'room/not-found', message: 'There is no such room.' };
const TOO_FAST: ErrorMapping = {
  code: 'send/too-fast',
  message: 'Too many messages in a short time.',
  retryable: true,
};
const BLOCKED: ErrorMapping = { code: 'send/blocked', message: 'The text was refused by moderation.' };
const TOO_LONG: ErrorMapping = { code: 'send/too-long', message: 'The message is too long for the service.' };
const MUTED: ErrorMapping = { code: 'send/muted', message: 'This user, or everybody in the room, is muted.' };
const NETWORK: ErrorMapping = { code: 'im/offline', message: 'The service cannot be reached.', retryable: true };
const PLAN: ErrorMapping = { code: 'plan/unsupported', message: "The application's plan does not have this function." };
const NOT_ALLOWED: ErrorMapping = {
  code: 'send/not-allowed',
  message: 'The service does not allow this user to do that.',
};
const NOT_READY: ErrorMapping = { code: 'im/offline', message: 'Not logged in to the service.', retryable: true };
/** Codes of our own server kit's rules, within the range whose words reach the sender. */
const RULES = new Map<number, ErrorMapping>([
  [10110, TOO_FAST],
  [10111, { code: 'send/emoji-only', message: 'Only emoji can be sent in this room now.' }],
  [10112, TOO_LONG],
  [10113, TOO_FAST],
  [10114, NOT_ALLOWED],
]);
const CANNOT_RECALL: ErrorMapping = { code: 'send/not-allowed', message: 'The message can no longer be taken back.' };

// Tencent's published numbers; names of 2xxx and 3xxx as the SDK has them.
const ERROR_MAPPINGS = new Map<number, ErrorMapping>([
  ...[70001, 6206, 3004, 20002, 70002, 70003, 70005].map((code) => [code, SIGNATURE_EXPIRED] as const),
  ...[70009, 70013, 70014, 70016, 60004, 60005].map((code) => [code, SIGNATURE_BAD] as const),
  ...[70020, 70051, 70107, 70398, 72000, 60020, 60006, 60010, 60012, 10026].map((code) => [code, APPLICATION] as const),
  ...[
    70050, 70114, 70169, 70202, 70500, 10002, 60007, 60008, 60011, 60018, 60019, 60022, 90992, 90993, 90994, 90995,
  ].map((code) => [code, BUSY] as const),
  ...[3002, 3003, 6208, 91101].map((code) => [code, SUPERSEDED] as const),
  [3006, KICKED],
  ...[3000, 3001, 3005, 2024, 2999, 2025].map((code) => [code, NOT_READY] as const),
  ...[10010, 10015, 2602, 2603].map((code) => [code, NOT_FOUND] as const),
  [10014, { code: 'room/full', message: 'The room is full.', retryable: true }],
  [10016, { code: 'room/refused', message: "The application's server refused." }],
  ...[10017, 20012].map((code) => [code, MUTED] as const),
  ...[10023, 2996, 7008, 10006].map((code) => [code, TOO_FAST] as const),
  ...[10030, 10031, 10032, 10033, 10041, 2110].map((code) => [code, CANNOT_RECALL] as const),
  ...[10036, 10037, 10058, 10059, 3122, 7013].map((code) => [code, PLAN] as const),
  ...[80001, 80004, 3123, 7015].map((code) => [code, BLOCKED] as const),
  ...[80002, 93000, 8001].map((code) => [code, TOO_LONG] as const),
  [80003, { code: 'send/network', message: "The application's server did not answer in time.", retryable: true }],
  ...[2100, 2800, 2801, 2805].map((code) => [code, NETWORK] as const),
  ...[2101, 2623].map(
    (code) => [code, { code: 'send/not-member', message: 'Not in the room.', retryable: true }] as const,
  ),
  ...[2660, 2662].map((code) => [code, { code: 'room/refused', message: 'The room cannot be joined.' }] as const),
  ...[2681, 2683, 2684, 2685, 2686, 2687, 2481, 10004, 10009, 10035].map((code) => [code, NOT_ALLOWED] as const),
  [IM_ERROR_CODE.aborted, { code: 'room/closed', message: 'The room was closed.' }],
  [
    IM_ERROR_CODE.sdkUnavailable,
    { code: 'im/unavailable', message: 'The code of the chat service could not be loaded.', retryable: true },
  ],
  [IM_ERROR_CODE.badArgument, { code: 'im/unavailable', message: 'The chat service refused an argument.' }],
  [IM_ERROR_CODE.timeout, NETWORK],
  [IM_ERROR_CODE.notJoined, { code: 'send/not-member', message: 'Not in the room.', retryable: true }],
]);

function hasServerMessage(code: number): boolean {
  return (code >= 10100 && code <= 10200) || (code >= 120001 && code <= 130000);
}

function mappingOf(code: number, action: ImAction): ErrorMapping {
  if (code === 10007) {
    if (action === 'moderate') return NOT_ALLOWED;
    if (action === 'connect')
      return { code: 'room/refused', message: 'The service does not let this user into the room.' };
    return { code: 'send/not-member', message: 'Not in the room any more.', retryable: true };
  }
  // Codes that the application's own server chose, with words for the person.
  if (hasServerMessage(code)) {
    return (
      RULES.get(code) ?? {
        code: action === 'send' ? 'send/blocked' : 'room/refused',
        message: "The application's server refused.",
      }
    );
  }
  return (
    ERROR_MAPPINGS.get(code) ?? {
      code: 'im/unavailable',
      message: `The service answered with error ${code}.`,
      retryable: action !== 'moderate',
    }
  );
}

function codeForAction(meaning: ErrorMapping, action: ImAction): ChatErrorCode {
  if (action !== 'send') return meaning.code;
  if (meaning.code === 'im/offline' || (meaning.code === 'im/unavailable' && meaning.retryable)) return 'send/network';
  return meaning.code === 'room/refused' ? 'send/blocked' : meaning.code;
}

/** Any failure of the port as a `ChatError`; a `ChatError` comes back as it is. */
export function errorFromIm(error: unknown, action: ImAction): ChatError {
  if (error instanceof ChatError) return error;
  if (!(error instanceof ImError))
    return new ChatError(
      action === 'send' ? 'send/network' : 'im/unavailable',
      'Something unexpected failed.',
      true,
      error,
    );
  const meaning = mappingOf(error.code, action);
  const words = hasServerMessage(error.code) ? sanitizeLine(error.message, 200) : '';
  return new ChatError(
    codeForAction(meaning, action),
    meaning.message,
    meaning.retryable ?? false,
    error,
    words || undefined,
  );
}
