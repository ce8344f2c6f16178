// Handles one request frame: logs it, applies faults, identifies the caller, runs the handler of the command, responds.
import { type Call, type Caller, ServiceError } from './call.js';
import { COMMANDS } from './commands/index.js';
import type { Connection, Head } from './connection.js';
import { Fields, type JsonObject } from './fields.js';
import type { FaultRule } from './faults.js';
import type { Service } from './service.js';

const EXPIRED = new ServiceError(70001, 'The UserSig has expired');
const LOGOUT = 'im_open_status.wslogout';
/** Commands that need no valid login. */
const ALWAYS_ALLOWED = new Set([LOGOUT, 'heartbeat.alive']);

/** Runs the handlers of requests. */
export class Dispatcher {
  readonly #service: Service;

  constructor(service: Service) {
    this.#service = service;
  }

  /** Handles a request frame of a client. */
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
    const fault = this.#service.faults.match(head.command, userId, room);
    const respond = (text: string) => connection.respond(head, text);
    const respondText = fault ? this.#applyFault(fault, connection, respond) : respond;
    if (!respondText) return;
    const call: Call = { command: head.command, caller, fields, connection, head: head.raw, respondText };
    if (caller.kind === 'user' && !ALWAYS_ALLOWED.has(head.command) && this.#hasExpired(caller.session.expiresAt))
      this.#refuse(call, EXPIRED);
    else this.run(call);
  }

  /** Runs the handler of a command and responds. An unknown command gets an empty success response. */
  run(call: Call): void {
    const handler = COMMANDS.get(call.command);
    if (!handler) {
      call.respondText('{"ErrorCode":0}');
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
    if (body) call.respondText(JSON.stringify({ ErrorCode: 0, ErrorInfo: '', ...body }));
  }

  #refuse(call: Call, error: unknown): void {
    if (!(error instanceof ServiceError)) this.#service.onInternalError?.(error, call.command);
    const refusal =
      error instanceof ServiceError
        ? error
        : new ServiceError(10002, 'Internal error of the emulator. Please report this bug.');
    call.respondText(JSON.stringify({ ErrorCode: refusal.code, ErrorInfo: refusal.message, ...refusal.extra }));
  }

  #identify(connection: Connection, command: string, head: JsonObject): Caller {
    const a2 = head['a2'];
    if (typeof a2 !== 'string' || a2 === '') return { kind: 'guest' };
    const session = this.#service.sessionOf(a2, connection);
    if (!session) return { kind: 'guest' };
    if (session.kicked) {
      // The page was disconnected when it was kicked, or has not handled the kick frame yet.
      if (command === LOGOUT) session.kickNotified = true;
      else this.#service.notifyKicked(session, connection);
      return { kind: 'guest' };
    }
    this.#service.attach(session, connection);
    return { kind: 'user', account: session.account, session };
  }

  #hasExpired(expiresAt: number): boolean {
    return expiresAt === 0 || (this.#service.settings.expireOnline && this.#service.seconds() > expiresAt);
  }

  /** Applies a fault. Returns the function through which the handler responds, or undefined if it must not run. */
  #applyFault(
    fault: FaultRule,
    connection: Connection,
    respond: (text: string) => void,
  ): ((text: string) => void) | undefined {
    const delay = (fault.delayMs ?? 0) + (fault.jitterMs ?? 0) * this.#service.environment.random();
    const delayed =
      delay > 0 ? (text: string) => void this.#service.environment.setTimer(() => respond(text), delay) : respond;
    if (fault.close) {
      connection.close('fault');
      return undefined;
    }
    if (fault.noResponse) return undefined;
    if (fault.loseResponse) return () => undefined;
    if (fault.errorCode !== undefined || fault.response) {
      delayed(JSON.stringify({ ErrorCode: fault.errorCode ?? 0, ErrorInfo: fault.errorInfo ?? '', ...fault.response }));
      return undefined;
    }
    return delayed;
  }
}

/** The user id in the head of a login request; '' for a guest. */
function guestName(head: JsonObject): string {
  const identifier = head['identifier'];
  return typeof identifier === 'string' ? identifier : '';
}
