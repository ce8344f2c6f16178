// The requests of one SDK and the service's responses, read from its frames. The SDK does not pass on most of what they
// contain: refused polls, held polls, the paid features, compression.
import { unzipSync } from 'node:zlib';
import { ResponseReader } from '../server/rest/response-reader.js';

/** One request of the SDK. Times are in ms of `performance.now()`. */
export interface LoggedRequest {
  /** `service.command`. */
  readonly command: string;
  readonly sentAt: number;
  answeredAt?: number;
  /** The service's error code; 0 for success. */
  code?: number;
  body?: ResponseReader;
}

const COMPRESSED = 'COMP';
const LARGE_BYTES = 1_100;
/** The SDK polls every 300 ms; a run takes less than two minutes. */
const MAX_REQUESTS = 5_000;

/** Records the frames of one SDK. */
export class FrameLog {
  readonly requests: LoggedRequest[] = [];
  /** Whether a frame of the service was compressed. */
  hasCompressed = false;
  /** Whether a frame of the service above 1 kB was not compressed. */
  hasLarge = false;
  /** Hosts to which a socket was opened. */
  readonly hosts = new Set<string>();
  readonly #pending = new Map<string, LoggedRequest>();

  /** Records a frame of the SDK. */
  sent(frame: unknown): void {
    const head = readFrame(frame)?.object('head');
    const command = head?.string('servcmd') ?? '';
    if (!head || command === '' || this.requests.length >= MAX_REQUESTS) return;
    const request: LoggedRequest = { command, sentAt: performance.now() };
    this.requests.push(request);
    this.#pending.set(`${command} ${head.number('seq')}`, request);
  }

  /** Records a frame of the service. */
  received(frame: unknown): void {
    if (textOf(frame, 4) === COMPRESSED) this.hasCompressed = true;
    else if ((bytesOf(frame)?.length ?? 0) > LARGE_BYTES) this.hasLarge = true;
    const json = readFrame(frame);
    const head = json?.object('head');
    const key = `${head?.string('servcmd')} ${head?.number('seq')}`;
    const request = this.#pending.get(key);
    if (!request) return;
    this.#pending.delete(key);
    request.answeredAt = performance.now();
    request.body = json?.object('body');
    request.code = request.body?.number('ErrorCode') ?? 0;
  }

  /** The answered requests of a command, with or without its service. */
  answered(command: string): LoggedRequest[] {
    return this.requests.filter(
      (each) => each.answeredAt !== undefined && (each.command === command || each.command.endsWith(`.${command}`)),
    );
  }

  /** The paid features as a bit string, least significant bit last; undefined until the service told them. */
  purchaseBits(): { readonly bits: string; readonly isFromLogin: boolean } | undefined {
    const fromLogin = this.answered('wslogin').at(-1)?.body?.string('PurchaseBits');
    if (fromLogin) return { bits: fromLogin, isFromLogin: true };
    const bits = this.answered('fetch_imsdk_purchase_bitsv2').at(-1)?.body?.string('str_purchase_bits');
    return bits ? { bits, isFromLogin: false } : undefined;
  }

  /** The longest time in ms for which a poll without messages was held; undefined without such a poll. */
  longestPollMs(): number | undefined {
    const idle = this.answered('get_msg').filter(
      ({ code, body }) => code === 0 && (body?.list('RspMsgList').length ?? 0) === 0,
    );
    return idle.length === 0 ? undefined : Math.max(...idle.map((each) => (each.answeredAt ?? 0) - each.sentAt));
  }

  /** The error code of the last refused poll; undefined if none was refused. */
  refusedPollCode(): number | undefined {
    return this.answered('get_msg').findLast(({ code = 0 }) => code !== 0)?.code;
  }
}

function bytesOf(frame: unknown): Uint8Array | undefined {
  if (typeof frame === 'string') return new TextEncoder().encode(frame);
  if (frame instanceof ArrayBuffer) return new Uint8Array(frame);
  return frame instanceof Uint8Array ? frame : undefined;
}

function textOf(frame: unknown, length?: number): string {
  return new TextDecoder().decode(bytesOf(frame)?.subarray(0, length));
}

function readFrame(frame: unknown): ResponseReader | undefined {
  try {
    const bytes = bytesOf(frame);
    const plain = textOf(bytes, 4) === COMPRESSED ? unzipSync(bytes?.subarray(4) ?? '') : bytes;
    return new ResponseReader(JSON.parse(textOf(plain)));
  } catch {
    return undefined; // not a frame that the SDK could read
  }
}
