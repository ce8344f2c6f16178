// npm run bench -- load [--clients 2000] [--rate 40] [--seconds 20] [--poll-ms 300]
// One emulator, one room, many viewers: how much it delivers, with which latency, and at which cost. Emulator and
// viewers are separate processes on loopback. The latency includes the viewers' pause between two polls, as with the
// real service.
import { fork } from 'node:child_process';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { createUserSig } from '../../src/server/index.ts';
import { LightClient } from './light-client.mjs';

const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '2000' },
    rate: { type: 'string', default: '40' },
    seconds: { type: 'string', default: '20' },
    'poll-ms': { type: 'string', default: '300' },
  },
});
const [clientCount, rate, seconds, pollMs] = [values.clients, values.rate, values.seconds, values['poll-ms']].map(
  Number,
);
if (![clientCount, rate, seconds, pollMs].every((value) => Number.isInteger(value) && value > 0))
  throw new TypeError('All options are positive whole numbers.');
const GROUP = 'load';
const SPEAKERS = Math.min(20, clientCount);
const ENTERING_AT_ONCE = 50;
const TIMED_CLIENTS = 100; // parsing all batches of all clients would measure this process, not the emulator

const service = fork(new URL('service.mjs', import.meta.url), [String(pollMs)], { execArgv: ['--import', 'tsx'] });
const nextMessage = () => new Promise((resolve) => service.once('message', resolve));
const usage = () => {
  const response = nextMessage();
  service.send('usage');
  return response;
};
const emulator = await nextMessage();
const idle = await usage();

const clients = Array.from({ length: clientCount }, (_, index) => new LightClient(`viewer-${index}`, emulator));
const enteringFrom = performance.now();
for (let from = 0; from < clients.length; from += ENTERING_AT_ONCE) {
  await Promise.all(
    clients.slice(from, from + ENTERING_AT_ONCE).map(async (client) => {
      const userSig = await createUserSig({
        sdkAppId: emulator.sdkAppId,
        secretKey: emulator.secretKey,
        userId: client.userId,
      });
      await client.enter(userSig, GROUP);
    }),
  );
}
const enteringMs = performance.now() - enteringFrom;

let delivered = 0;
const latencies = [];
const onPlainBatch = (count) => (delivered += count);
const onTimedBatch = (count, text, at) => {
  delivered += count;
  for (const [, sentAt] of text.matchAll(/"Text":"sent (\d+\.\d+)/g)) latencies.push(at - Number(sentAt));
};
const step = Math.max(1, Math.floor(clientCount / TIMED_CLIENTS));
const listening = clients.map((client, index) =>
  client.listen(pollMs, index % step === 0 ? onTimedBatch : onPlainBatch),
);
await new Promise((resolve) => setTimeout(resolve, 1_000)); // let the first polls arrive

delivered = 0;
const before = await usage();
const from = performance.now();
let sent = 0;
const sends = [];
await new Promise((resolve) => {
  const timer = setInterval(() => {
    const due = Math.min(Math.floor(((performance.now() - from) / 1000) * rate), seconds * rate);
    while (sent < due) {
      sends.push(
        clients[sent % SPEAKERS].send(
          GROUP,
          `sent ${performance.now().toFixed(3)} 一条普通的弹幕 with some words`,
          1000 + sent,
        ),
      );
      sent++;
    }
    if (sent === seconds * rate) {
      clearInterval(timer);
      resolve();
    }
  }, 5);
});
await Promise.all(sends);
const tookMs = performance.now() - from;
const after = await usage();
await new Promise((resolve) => setTimeout(resolve, 2 * pollMs + 500));
for (const client of clients) client.close();
await Promise.all(listening);
service.disconnect();

latencies.sort((a, b) => a - b);
const at = (part) => Math.round(latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * part))] ?? NaN);
const expected = sent * clientCount;
const result = {
  machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`,
  clients: clientCount,
  messagesIn: sent,
  perSecondIn: Math.round((sent / tookMs) * 1000),
  delivered,
  expected,
  fanOutPerSecond: Math.round((delivered / tookMs) * 1000),
  latencyMs: { p50: at(0.5), p95: at(0.95), p99: at(0.99) },
  enteringPerSecond: Math.round((clientCount / enteringMs) * 1000),
  emulator: {
    rssMB: Math.round(after.rssBytes / 2 ** 20),
    rssIdleMB: Math.round(idle.rssBytes / 2 ** 20),
    cpuMsPerSecond: Math.round(((after.cpuMs - before.cpuMs) / tookMs) * 1000),
  },
};
console.table({
  'messages in /s': result.perSecondIn,
  'deliveries /s': result.fanOutPerSecond,
  'delivered of expected': `${delivered} of ${expected}`,
  'latency p50 / p95 / p99 ms': `${result.latencyMs.p50} / ${result.latencyMs.p95} / ${result.latencyMs.p99}`,
  'entering /s': result.enteringPerSecond,
  'emulator memory MB': result.emulator.rssMB,
  'emulator CPU ms/s': result.emulator.cpuMsPerSecond,
});
console.log(JSON.stringify(result));
process.exit(delivered === expected ? 0 : 1);
