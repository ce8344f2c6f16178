// From a frame to its answer: log, faults, who is asking, the command's handler, the answer's envelope.
import { type Call, type Caller, ServiceError } from './call.js';
import { COMMANDS } from './commands/index.js';
import type { Connection, Head } from './connection.js';
import { Fields, type JsonObject } from './fields.js';
import type { FaultRule } from './faults.js';
import type { Service } from './service.js';

const EXPIRED = new ServiceError(70001, 'The UserSig has expired');
/** Commands that are heard without a valid login, or end one. */
const LOGOUT = 'im_open_status.wslogout';
const ALWAYS_HEARD = new Set([LOGOUT, 'heartbeat.alive']);

/** Turns requests into answers. */
export class Dispatcher {
  readonly #service: Service;

  constructor(service: Service) {
    this.#service = service;
  }

  /** Handles a frame of a client. */
  dispatch(connection: Connection, head: Head, fields: Fields): void {
    const caller = this.#identify(connection, head.command, head.raw);
    const userId = caller.kind === 'guest' ? guestName(head.raw) : caller.account.userId;
    const groupId = fields.get('GroupId');
    const room = typeof groupId === 'string' ? groupId : undefined;
    this.#service.requests.add({
      at: this.#service.environment.now(),
      command: head.command,
      userId,
      groupId: room,
      body: fields.raw,
    });
    const fault = this.#service.faults.take(head.command, userId, room);
    const answer = (text: string) => connection.answer(head, text);
    const answerText = fault ? this.#faulty(fault, connection, answer) : answer;
    if (!answerText) return;
    const call: Call = { command: head.command, caller, fields, connection, head: head.raw, answerText };
    if (caller.kind === 'user' && !ALWAYS_HEARD.has(head.command) && this.#hasExpired(caller.session.expiresAt))
      this.#refuse(call, EXPIRED);
    else this.run(call);
  }

  /** Runs a command's handler and answers. Unknown commands get a bare success, as a client expects nothing of them. */
  run(call: Call): void {
    const handler = COMMANDS.get(call.command);
    if (!handler) {
      call.answerText('{"ErrorCode":0}');
      return;
    }
    try {
      const result = handler(call, this.#service);
      if (result instanceof Promise) {
        result.then(
          (body) => this.#succeed(call, body),
          (error: unknown) => this.#refuse(call, error),
        );
      } else this.#succeed(call, result);
    } catch (error) {
      this.#refuse(call, error);
    }
  }

  #succeed(call: Call, body: JsonObject | undefined): void {
    if (body) call.answerText(JSON.stringify({ ErrorCode: 0, ErrorInfo: '', ...body }));
  }

  #refuse(call: Call, error: unknown): void {
    if (!(error instanceof ServiceError)) this.#service.onInternalError?.(error, call.command);
    const refusal =
      error instanceof ServiceError
        ? error
        : new ServiceError(10002, 'The emulator failed inside; this is a bug of its own');
    call.answerText(JSON.stringify({ ErrorCode: refusal.code, ErrorInfo: refusal.message, ...refusal.extra }));
  }

  #identify(connection: Connection, command: string, head: JsonObject): Caller {
    const a2 = head['a2'];
    if (typeof a2 !== 'string' || a2 === '') return { kind: 'guest' };
    const session = this.#service.sessionOf(a2, connection);
    if (!session) return { kind: 'guest' };
    if (session.kicked) {
      // The page was away when it was kicked, or does not know it yet.
      if (command === LOGOUT) session.toldOfKick = true;
      else this.#service.tellKicked(session, connection);
      return { kind: 'guest' };
    }
    this.#service.attach(session, connection);
    return { kind: 'user', account: session.account, session };
  }

  #hasExpired(expiresAt: number): boolean {
    return expiresAt === 0 || (this.#service.settings.expireOnline && this.#service.seconds() > expiresAt);
  }

  /** Applies a fault. Returns how the handler may answer, or undefined when it must not run. */
  #faulty(
    fault: FaultRule,
    connection: Connection,
    answer: (text: string) => void,
  ): ((text: string) => void) | undefined {
    const delay = (fault.delayMs ?? 0) + (fault.jitterMs ?? 0) * this.#service.environment.random();
    const late =
      delay > 0 ? (text: string) => void this.#service.environment.setTimer(() => answer(text), delay) : answer;
    if (fault.close) {
      connection.hangUp('fault');
      return undefined;
    }
    if (fault.noAnswer) return undefined;
    if (fault.loseAnswer) return () => undefined;
    if (fault.errorCode !== undefined || fault.answer) {
      late(JSON.stringify({ ErrorCode: fault.errorCode ?? 0, ErrorInfo: fault.errorInfo ?? '', ...fault.answer }));
      return undefined;
    }
    return late;
  }
}

/** Before the login a person is named by `identifier`. */
function guestName(head: JsonObject): string {
  const identifier = head['identifier'];
  return typeof identifier === 'string' ? identifier : '';
}
