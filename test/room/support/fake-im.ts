// A fake service in memory for tests of the room's own logic. A test sets its responses, and its calls are recorded.
import type {
  ImClient,
  ImClientFactory,
  ImCredentials,
  ImGroup,
  ImInbound,
  ImListener,
  ImOutgoing,
  ImSendHandle,
  ImSent,
  ImTextMessage,
} from '../../../src/im/im-client.js';
import { ImError } from '../../../src/im/im-error.js';

type Step = 'login' | 'join' | 'leave' | 'close' | 'send' | 'getGroup';

/** Shared by all clients of one test. */
export class FakeIm {
  readonly calls: string[] = [];
  readonly sent: ImOutgoing[] = [];
  /** Of each prepared message. */
  readonly ids: string[] = [];
  readonly clients: FakeClient[] = [];
  group: ImGroup = {
    groupId: 'show',
    name: 'Friday',
    notification: '',
    introduction: '',
    ownerId: 'host',
    allMuted: false,
    role: 'member',
    mutedUntil: 0,
  };
  onlineCount = 3;
  /** As for a user who is not the owner of the group. */
  refusesIntroduction = false;
  /** The behaviour of a step: return for success, throw for failure; it may wait. */
  readonly on: Partial<Record<Step, (client: FakeClient) => void | Promise<void>>> = {};
  #ids = 0;

  readonly createClient: ImClientFactory = (listener) => {
    const client = new FakeClient(this, listener);
    this.clients.push(client);
    return client;
  };

  /** The newest client. */
  get client(): FakeClient {
    const client = this.clients.at(-1);
    if (!client) throw new Error('No client was made.');
    return client;
  }

  count(step: Step): number {
    return this.calls.filter((each) => each === step).length;
  }

  nextId(): number {
    return ++this.#ids;
  }

  /** A received text of another user. */
  text(text: string, more: Partial<ImTextMessage> & { userId?: string; nick?: string } = {}): ImTextMessage {
    const { userId = 'ben', nick = 'Ben', ...fields } = more;
    const seq = this.nextId();
    return {
      kind: 'text',
      id: `m${seq}`,
      groupId: 'show',
      from: { userId, nick, avatar: '' },
      isSelf: false,
      seq,
      time: Date.now(),
      priority: 'normal',
      cloudCustomData: '',
      isBroadcast: false,
      text,
      ...fields,
    };
  }
}

export class FakeClient implements ImClient {
  isClosed = false;
  credentials: ImCredentials | undefined;

  constructor(
    readonly im: FakeIm,
    readonly listener: ImListener,
  ) {}

  receive(...items: ImInbound[]): void {
    this.listener.onInbound(items);
  }

  async #step(step: Step, signal?: AbortSignal): Promise<void> {
    this.im.calls.push(step);
    const aborted = new Promise<never>((_, reject) => {
      const stop = (): void => reject(new ImError('aborted', 'aborted'));
      if (signal?.aborted) stop();
      signal?.addEventListener('abort', stop, { once: true });
    });
    aborted.catch(() => undefined); // also when nobody waits for it any more
    await Promise.race([Promise.resolve(this.im.on[step]?.(this)), aborted]);
    if (this.isClosed && step !== 'close') throw new ImError('aborted', 'closed');
  }

  async login(credentials: ImCredentials, signal: AbortSignal): Promise<undefined> {
    this.credentials = credentials;
    await this.#step('login', signal);
    this.listener.onConnection('connected');
  }

  async join(groupId: string, signal: AbortSignal): Promise<ImGroup> {
    await this.#step('join', signal);
    return { ...this.im.group, groupId };
  }

  leave(): Promise<void> {
    return this.#step('leave');
  }

  prepare(message: ImOutgoing, identity?: string): ImSendHandle {
    const seq = this.im.nextId();
    const id = identity ?? `s${seq}`;
    this.im.ids.push(id);
    return {
      id,
      identity: id,
      send: async (): Promise<ImSent> => {
        await this.#step('send');
        this.im.sent.push(message);
        return { id, seq, time: Date.now() };
      },
    };
  }

  async getGroup(): Promise<ImGroup> {
    await this.#step('getGroup');
    return this.im.group;
  }

  getMutedUntil(): Promise<number> {
    return Promise.resolve(this.im.group.mutedUntil ?? 0);
  }

  getOnlineCount(): Promise<number> {
    return Promise.resolve(this.im.onlineCount);
  }

  getCounters(): Promise<Readonly<Record<string, number>>> {
    return Promise.reject(new ImError('unsupported', 'no counters'));
  }

  increaseCounter(): Promise<number> {
    return Promise.reject(new ImError('unsupported', 'no counters'));
  }

  setIntroduction(introduction: string): Promise<void> {
    if (this.im.refusesIntroduction) return Promise.reject(new ImError('no-permission', 'not the owner'));
    this.im.group = { ...this.im.group, introduction };
    return Promise.resolve();
  }

  muteMember(userId: string, seconds: number): Promise<void> {
    this.im.calls.push(`mute ${userId} ${seconds}`);
    return Promise.resolve();
  }

  muteAll(muted: boolean): Promise<void> {
    this.im.calls.push(`muteAll ${muted}`);
    return Promise.resolve();
  }

  banMember(): Promise<void> {
    return Promise.reject(new ImError('unsupported', 'no bans'));
  }

  recall(seq: number): Promise<void> {
    this.im.calls.push(`recall ${seq}`);
    return Promise.resolve();
  }

  setNotification(text: string): Promise<void> {
    this.im.group = { ...this.im.group, notification: text };
    return Promise.resolve();
  }

  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    await this.#step('close');
  }
}
