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

/** WebSocket close code of a connection that ended without a close frame. */
const ABNORMAL_CLOSURE = 1006;

/** A push frame with one event. Its `seq` must differ from the numbers of the client's pending requests. */
export function pushFrame(event: { readonly Event: number }, itemText: string, seq: number): string {
  const list = EVENT_LIST[event.Event] ?? 'GroupTips';
  const head = `{"servcmd":"im_open_push.msg_push","seq":${seq}}`;
  return `{"head":${head},"body":{"EventArray":[{"Event":${event.Event},"${list}":[${itemText}]}]}}`;
}

/** The transport of a connection: a WebSocket, or a channel inside a page. Frames are JSON text. */
export interface Transport {
  send(frame: string): void;
  /** Closes the socket; `reason` is for the log. */
  close(reason: string): void;
}

/** The head of a request frame. */
export interface Head {
  readonly command: string;
  readonly seq: number;
  readonly raw: JsonObject;
}

/** One client connection, as the service sees it. */
export class Connection {
  readonly service: Service;
  /** The SDK's id of the page's instance; the same when that page connects again. */
  readonly instanceId: string;
  readonly #transport: Transport;
  /** Cancels the polls that this connection holds. */
  readonly #held = new Set<Cancel>();
  #open = true;
  session: Session | undefined;
  /** The reader key of each room that this connection reads as a guest, by room id. */
  readonly guestRooms = new Map<string, string>();
  lastReceivedAt: number;
  /** Fault: incoming frames are ignored. */
  dropsIncoming = false;
  /** Fault: nothing is sent (a half-open connection). */
  dropsOutgoing = false;

  constructor(service: Service, transport: Transport, instanceId: string) {
    this.service = service;
    this.#transport = transport;
    this.instanceId = instanceId;
    this.lastReceivedAt = service.environment.now();
  }

  /** Whether the socket is open. */
  get open(): boolean {
    return this.#open;
  }

  /** Handles a frame from the client. Ignores frames that are not requests, as the service does. */
  receive(frame: string): void {
    if (!this.#open || this.dropsIncoming) return;
    this.lastReceivedAt = this.service.environment.now();
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

  /** Responds to a request with a serialised body. */
  respond(head: Head, bodyText: string): void {
    this.sendFrame(`{"head":{"servcmd":${JSON.stringify(head.command)},"seq":${head.seq}},"body":${bodyText}}`);
  }

  /** Sends a serialised frame. */
  sendFrame(frame: string): void {
    if (this.#open && !this.dropsOutgoing) this.#transport.send(frame);
  }

  /** Registers a held poll, which is cancelled when the connection closes. Returns a function that unregisters it. */
  hold(cancel: Cancel): Cancel {
    this.#held.add(cancel);
    return () => this.#held.delete(cancel);
  }

  /** Cancels every held poll. */
  cancelHeldPolls(): void {
    for (const cancel of this.#held) cancel();
    this.#held.clear();
  }

  /** Closes the connection from the service's side. */
  close(reason: string): void {
    if (!this.#open) return;
    this.#transport.close(reason);
    this.handleClose(ABNORMAL_CLOSURE);
  }

  /** Called when the socket is closed. `code` is the WebSocket close code; 1001 means that the page was closed. */
  handleClose(code = ABNORMAL_CLOSURE): void {
    if (!this.#open) return;
    this.#open = false;
    this.cancelHeldPolls();
    this.service.connectionClosed(this, code);
  }
}
