import type { Session } from './account.js';
import type { Cancel } from './environment.js';
import { Fields, type JsonObject, isJsonObject } from './fields.js';
import type { Service } from './service.js';

const EVENT_LIST: Readonly<Record<number, string>> = {
  3: 'GroupMsgArray',
  17: 'GroupMsgArray',
  4: 'GroupTips',
  5: 'GroupTips',
  6: 'GroupTips',
};

/** An unsolicited frame that delivers one event; `seq` only has to differ from the client's own requests. */
export function pushFrame(event: { readonly Event: number }, itemText: string, seq: number): string {
  const list = EVENT_LIST[event.Event] ?? 'GroupTips';
  return `{"head":{"servcmd":"im_open_push.msg_push","seq":${seq}},"body":{"EventArray":[{"Event":${event.Event},"${list}":[${itemText}]}]}}`;
}

// One socket of a client, whatever carries it. Frames are JSON texts; whether they travel as text or bytes is the
// carrier's affair.

/** What carries a connection: sends frames, and ends it when the service hangs up. */
export interface Transport {
  send(frame: string): void;
  /** Hangs up; `reason` is for the log. */
  close(reason: string): void;
}

/** A frame's head, as far as it matters. */
export interface Head {
  readonly command: string;
  readonly seq: number;
  readonly raw: JsonObject;
}

/** The service's end of a client's socket. */
export class Connection {
  readonly service: Service;
  /** The SDK's id of the page's instance; the same when that page connects again. */
  readonly instanceId: string;
  readonly #transport: Transport;
  /** Polls that end with the connection. */
  readonly #held = new Set<Cancel>();
  #open = true;
  session: Session | undefined;
  /** Rooms that this connection reads without a login, by id. */
  readonly guestRooms = new Map<string, string>();
  lastHeardAt: number;
  /** Nothing that arrives is looked at (a silent hang). */
  dropsIncoming = false;
  /** Nothing is sent any more (a half-open connection). */
  dropsOutgoing = false;

  constructor(service: Service, carrier: Transport, instanceId: string) {
    this.service = service;
    this.#transport = carrier;
    this.instanceId = instanceId;
    this.lastHeardAt = service.environment.now();
  }

  /** Whether the socket stands. */
  get open(): boolean {
    return this.#open;
  }

  /** Takes a frame from the client. Junk is ignored, as the service does. */
  receive(frame: string): void {
    if (!this.#open || this.dropsIncoming) return;
    this.lastHeardAt = this.service.environment.now();
    let parsed: unknown;
    try {
      parsed = JSON.parse(frame);
    } catch {
      this.service.invalidFrames += 1;
      return;
    }
    const raw = isJsonObject(parsed) ? parsed['head'] : undefined;
    if (!isJsonObject(raw) || typeof raw['servcmd'] !== 'string' || typeof raw['seq'] !== 'number') {
      this.service.invalidFrames += 1;
      return;
    }
    this.service.dispatcher.dispatch(
      this,
      { command: raw['servcmd'], seq: raw['seq'], raw },
      new Fields((parsed as JsonObject)['body']),
    );
  }

  /** Answers a request with a body that is JSON text. */
  answer(head: Head, bodyText: string): void {
    this.sendFrame(`{"head":{"servcmd":${JSON.stringify(head.command)},"seq":${head.seq}},"body":${bodyText}}`);
  }

  /** Sends a frame that was serialised already, maybe for many. */
  sendFrame(frame: string): void {
    if (this.#open && !this.dropsOutgoing) this.#transport.send(frame);
  }

  /** Keeps a waiting poll, to be dropped with the connection. Returns what takes it off again. */
  hold(cancel: Cancel): Cancel {
    this.#held.add(cancel);
    return () => this.#held.delete(cancel);
  }

  /** Drops every waiting poll. */
  dropHeld(): void {
    for (const cancel of this.#held) cancel();
    this.#held.clear();
  }

  /** The service hangs up. */
  hangUp(reason: string): void {
    if (!this.#open) return;
    this.#transport.close(reason);
    this.close(1006);
  }

  /** The socket is gone. `code` is the WebSocket close code; 1001 means that the page was closed. */
  close(code = 1006): void {
    if (!this.#open) return;
    this.#open = false;
    this.dropHeld();
    this.service.connectionClosed(this, code);
  }
}
