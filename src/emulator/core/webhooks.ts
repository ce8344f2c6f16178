// Calls of the webhook of the application: before an event, when it may refuse the event, and after an event.
import type { Environment } from './environment.js';
import { Fields } from './fields.js';
import { ServiceError } from './call.js';

/** The decision of the application about an event. */
export interface Verdict {
  /** The sender gets a success response, but the message is not delivered. */
  readonly silent: boolean;
  /** Replaces the content of the message. */
  readonly msgBody?: readonly unknown[];
  readonly cloudCustomData?: string;
}

const ALLOWED: Verdict = { silent: false };
/** Range of the error codes that an application may return. */
const FIRST_CUSTOM_CODE = 10100;
const LAST_CUSTOM_CODE = 10200;

/** The webhook of the application. Without one, every event is allowed. */
export class Webhooks {
  readonly #environment: Environment;
  readonly #onFailure: 'deliver' | 'refuse';

  constructor(environment: Environment, onFailure: 'deliver' | 'refuse') {
    this.#environment = environment;
    this.#onFailure = onFailure;
  }

  /** Whether the application has a webhook. */
  get present(): boolean {
    return this.#environment.callWebhook !== undefined;
  }

  /**
   * Calls the webhook before an event. Throws ServiceError if the event is refused: 10016, a custom code from 10100 to
   * 10200 with the message of the application, or 80003 without a response.
   */
  async before(command: string, body: object, platform: string): Promise<Verdict> {
    if (!this.#environment.callWebhook) return ALLOWED;
    let response: Fields;
    try {
      response = new Fields(
        await this.#environment.callWebhook(
          command,
          { CallbackCommand: command, ...body, EventTime: String(this.#environment.now()) },
          platform,
        ),
      );
    } catch {
      if (this.#onFailure === 'refuse') throw new ServiceError(80003, 'The webhook did not respond in time');
      return ALLOWED;
    }
    const code = Number(response.get('ErrorCode') ?? 0);
    const info = response.get('ErrorInfo');
    if (code >= FIRST_CUSTOM_CODE && code <= LAST_CUSTOM_CODE)
      throw new ServiceError(code, typeof info === 'string' ? info : '');
    if (code === 1)
      throw new ServiceError(10016, typeof info === 'string' && info !== '' ? info : 'Refused by the application');
    const msgBody = response.get('MsgBody');
    const custom = response.get('CloudCustomData');
    return {
      silent: code === 2,
      ...(Array.isArray(msgBody) && { msgBody }),
      ...(typeof custom === 'string' && { cloudCustomData: custom }),
    };
  }

  /** Calls the webhook after an event. The response is ignored. */
  after(command: string, body: object, platform = 'Web'): void {
    const call = this.#environment.callWebhook?.(
      command,
      { CallbackCommand: command, ...body, EventTime: String(this.#environment.now()) },
      platform,
    );
    call?.catch(() => undefined); // no retry, as at Tencent without the retry option
  }
}
