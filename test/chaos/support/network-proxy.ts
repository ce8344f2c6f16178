// A bad network between SDK and emulator: delays, jitter, low bandwidth, connections that end inside a frame, lost
// directions, frames in the wrong order or twice. It splits both directions into WebSocket frames by their lengths and
// does not read them. A seeded random number selects the frames.
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { FrameSplitter } from './frame-splitter.js';

/** What happens to every frame in both directions. Probabilities are 0 to 1. */
export interface NetworkState {
  /** Minimum delay of every frame, ms. */
  readonly latencyMs: number;
  /** Maximum additional random delay, ms. */
  readonly jitterMs: number;
  /** A frame waits only for its own delay and not for earlier frames, so that later ones overtake it. */
  readonly overtaking: boolean;
  readonly duplicate: number;
  /** The frame is lost and sent again: it, and all that follow, arrive two round trips and 200 ms later. */
  readonly loss: number;
  /** Round trips before the first byte of a connection: TCP and TLS, which the proxy does not have. */
  readonly openingRoundTrips: number;
  /** Of each direction of a connection; 0: unlimited. */
  readonly bytesPerSecond: number;
  /** The connection ends inside a frame. */
  readonly cutWithin: number;
  /** New connections are accepted, and then nothing is transmitted. */
  readonly blackholesNew: boolean;
}

export type Direction = 'up' | 'down';

const CLEAR: NetworkState = {
  latencyMs: 0,
  jitterMs: 0,
  overtaking: false,
  duplicate: 0,
  loss: 0,
  openingRoundTrips: 0,
  bytesPerSecond: 0,
  cutWithin: 0,
  blackholesNew: false,
};

export class NetworkProxy {
  /** What was done so far, by kind. */
  readonly counts = { connections: 0, frames: 0, late: 0, overtaken: 0, doubled: 0, lost: 0, cut: 0, blackholed: 0 };
  readonly #links = new Set<Link>();
  #state: NetworkState = CLEAR;

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
    readonly random: () => number,
  ) {
    server.on('connection', (socket) => {
      this.counts.connections++;
      const link: Link = new Link(this, socket, connect(Number(target.port), target.hostname), () =>
        this.#links.delete(link),
      );
      this.#links.add(link);
      if (this.#state.blackholesNew) link.blackhole('up', 'down');
    });
  }

  /** A proxy to `target` (ws://host:port) on a free port of this machine. */
  static async start(target: string, random: () => number): Promise<NetworkProxy> {
    const server = createServer({ noDelay: true });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new NetworkProxy(server, new URL(target), random);
  }

  /** For the SDK's `proxyServer`. */
  get url(): string {
    return `ws://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }
  get state(): NetworkState {
    return this.#state;
  }
  /** Open connections. */
  get connectionCount(): number {
    return this.#links.size;
  }

  /** Sets the state; everything that is not given is normal again. */
  set(state: Partial<NetworkState> = {}): void {
    this.#state = { ...CLEAR, ...state };
  }

  /** One connection, or all, transmits nothing in these directions from now on. New connections do. */
  blackhole(which: 'one' | 'all', ...directions: readonly Direction[]): void {
    for (const link of this.#some(which)) link.blackhole(...directions);
  }

  /** One connection, or all, ends inside the next frame from the service. */
  cutWithinNextFrame(which: 'one' | 'all'): void {
    for (const link of this.#some(which)) link.isDoomed = true;
  }

  /** One connection, or all, ends at once, without a WebSocket close frame. */
  cut(which: 'one' | 'all'): void {
    for (const link of this.#some(which)) link.destroy();
  }

  async stop(): Promise<void> {
    this.cut('all');
    await new Promise((resolve) => this.server.close(resolve));
  }

  #some(which: 'one' | 'all'): readonly Link[] {
    const all = [...this.#links];
    return which === 'all' ? all : all.slice(Math.floor(this.random() * all.length)).slice(0, 1);
  }
}

/** One connection, both directions. */
class Link {
  /** Ends inside the next frame from the service. */
  isDoomed = false;
  readonly #blackholed = new Set<Direction>();
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();

  constructor(
    private readonly proxy: NetworkProxy,
    private readonly near: Socket,
    private readonly far: Socket,
    private readonly onEnd: () => void,
  ) {
    for (const socket of [near, far]) {
      socket.on('error', () => this.destroy()); // either side can disappear at any time
      socket.on('close', () => this.#end());
    }
    this.#carry('up', near, far);
    this.#carry('down', far, near);
  }

  blackhole(...directions: readonly Direction[]): void {
    for (const direction of directions) this.#blackholed.add(direction);
  }

  destroy(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.near.destroy();
    this.far.destroy();
    this.onEnd();
  }

  /** Delayed frames are transmitted before the end. Of a blackholed connection the end is not transmitted either. */
  #end(): void {
    if (this.#blackholed.size > 0 && !this.near.destroyed) return;
    this.#later(this.proxy.state.latencyMs + this.proxy.state.jitterMs, () => {
      this.near.destroySoon();
      this.far.destroySoon();
      this.onEnd();
    });
  }

  #carry(direction: Direction, from: Socket, to: Socket): void {
    const splitter = new FrameSplitter();
    /** In order; frames that overtake are not included. */
    const queue: { readonly due: number; readonly write: () => void }[] = [];
    const flush = (until: number): void => {
      while (queue[0] && queue[0].due <= until) queue.shift()?.write();
    };
    const opening = this.proxy.state;
    let lastDue =
      direction === 'up' ? Date.now() + opening.openingRoundTrips * (2 * opening.latencyMs + opening.jitterMs) : 0;
    from.on('data', (chunk: Buffer) => {
      for (const { bytes, isFrame } of splitter.push(chunk)) {
        const { proxy } = this;
        const { latencyMs, jitterMs, overtaking, duplicate, loss, bytesPerSecond, cutWithin } = proxy.state;
        proxy.counts.frames++;
        if (this.#blackholed.has(direction)) {
          proxy.counts.blackholed++;
          continue;
        }
        if (isFrame && ((direction === 'down' && this.isDoomed) || proxy.random() < cutWithin)) {
          proxy.counts.cut++;
          to.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => this.destroy());
          return;
        }
        const now = Date.now();
        const isLost = loss > 0 && proxy.random() < loss;
        if (isLost) proxy.counts.lost++;
        const own = now + latencyMs + proxy.random() * jitterMs + (isLost ? 4 * latencyMs + 200 : 0);
        const carriedBy = bytesPerSecond > 0 ? Math.max(now, lastDue) + (bytes.length / bytesPerSecond) * 1000 : now;
        const mayOvertake = overtaking && isFrame;
        const due = Math.max(own, carriedBy, mayOvertake ? 0 : lastDue);
        if (due > now) proxy.counts.late++;
        if (due < lastDue) proxy.counts.overtaken++;
        lastDue = Math.max(lastDue, due);
        const times = isFrame && proxy.random() < duplicate ? 2 : 1;
        if (times === 2) proxy.counts.doubled++;
        const write = (): void => {
          for (let time = 0; time < times && !to.destroyed; time++) to.write(bytes);
        };
        if (!mayOvertake) queue.push({ due, write });
        this.#later(due - now, mayOvertake ? write : () => flush(due));
      }
    });
  }

  #later(ms: number, run: () => void): void {
    if (ms <= 0) return run();
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      run();
    }, ms);
    this.#timers.add(timer);
  }
}
