// Calls to the application's webhook: questions before something happens, and reports afterwards.
import type { Environment } from './environment.js';
import { Fields } from './fields.js';
import { ServiceError } from './call.js';

/** What the application answered to a question. */
export interface Verdict {
  /** Done with as if it had worked, but nobody gets it. */
  readonly silent: boolean;
  /** The message's new content. */
  readonly msgBody?: readonly unknown[];
  readonly cloudCustomData?: string;
}

const ALLOWED: Verdict = { silent: false };
const FIRST_OWN_CODE = 10100;
const LAST_OWN_CODE = 10200;

/** The application's webhook; without one everything is allowed and nothing reported. */
export class Webhooks {
  readonly #environment: Environment;
  readonly #onFailure: 'deliver' | 'refuse';

  constructor(environment: Environment, onFailure: 'deliver' | 'refuse') {
    this.#environment = environment;
    this.#onFailure = onFailure;
  }

  /** Whether there is a webhook to ask. */
  get present(): boolean {
    return this.#environment.callWebhook !== undefined;
  }

  /**
   * Asks. Throws ServiceError when refused: 10016, the application's own 10100 to 10200 with its words, or 80003
   * without an answer.
   */
  async ask(command: string, body: object, platform: string): Promise<Verdict> {
    if (!this.#environment.callWebhook) return ALLOWED;
    let answer: Fields;
    try {
      answer = new Fields(
        await this.#environment.callWebhook(
          command,
          { CallbackCommand: command, ...body, EventTime: String(this.#environment.now()) },
          platform,
        ),
      );
    } catch {
      if (this.#onFailure === 'refuse') throw new ServiceError(80003, 'The webhook gave no answer in time');
      return ALLOWED;
    }
    const code = Number(answer.get('ErrorCode') ?? 0);
    const words = answer.get('ErrorInfo');
    if (code >= FIRST_OWN_CODE && code <= LAST_OWN_CODE)
      throw new ServiceError(code, typeof words === 'string' ? words : '');
    if (code === 1)
      throw new ServiceError(10016, typeof words === 'string' && words !== '' ? words : 'Refused by the application');
    const msgBody = answer.get('MsgBody');
    const custom = answer.get('CloudCustomData');
    return {
      silent: code === 2,
      ...(Array.isArray(msgBody) && { msgBody }),
      ...(typeof custom === 'string' && { cloudCustomData: custom }),
    };
  }

  /** Reports. The answer, and whether there is one, does not matter. */
  after(command: string, body: object, platform = 'Web'): void {
    const call = this.#environment.callWebhook?.(
      command,
      { CallbackCommand: command, ...body, EventTime: String(this.#environment.now()) },
      platform,
    );
    call?.catch(() => undefined); // a report is not repeated, as at Tencent without the retry option
  }
}
