// A TCP relay that adds a round trip time: every chunk waits half of it in each direction, and the first chunk of a
// connection waits for the handshake, which takes a whole one. It limits no bandwidth.
import { connect, createServer } from 'node:net';

/**
 * Relays to a port of this machine.
 *
 * @param {number} targetPort
 * @returns {Promise<{port: number, setRoundTrip(ms: number): void, close(): Promise<void>}>}
 */
export async function startDelayRelay(targetPort) {
  let roundTripMs = 0;
  const sockets = new Set();
  const server = createServer((client) => {
    const openedAt = performance.now();
    const service = connect(targetPort, '127.0.0.1');
    for (const socket of [client, service]) {
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    }
    pipe(client, service, () => Math.max(0, openedAt + roundTripMs * 1.5 - performance.now(), roundTripMs / 2));
    pipe(service, client, () => roundTripMs / 2);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: server.address().port,
    setRoundTrip(ms) {
      roundTripMs = ms;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Passes chunks on in their order, each after its own delay. */
function pipe(from, to, delayMs) {
  let last = Promise.resolve();
  const after = (work) => {
    const ms = delayMs();
    const elapsed = ms > 0 ? new Promise((resolve) => setTimeout(resolve, ms)) : undefined;
    last = last.then(() => elapsed).then(work);
  };
  from.on('data', (chunk) => after(() => to.destroyed || to.write(chunk)));
  from.on('end', () => after(() => to.end()));
  from.on('close', () => after(() => to.destroy()));
}
