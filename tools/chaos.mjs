// `npm run chaos [-- --seed 1 --clients 20 --minutes 10 --messages 5000 --every 2 --faults both]`: clients with the
// real SDK, random faults (of the service, of the network, or both), and a check of the result. Prints the figures as
// tables and as one line of JSON; fails when a message was lost or duplicated, a client did not reconnect, or the heap
// grew.
// `npm run chaos -- --storm [--seed 1 --minutes 10 --rate 1000 --every 2]`: one page with the three elements in a room
// with that many messages per second, with the same faults; fails when a message is unaccounted for, or the heap grew.
import { parseArgs } from 'node:util';
import { runChaos } from '../test/chaos/support/run-chaos.ts';
import { runStorm } from '../test/chaos/support/run-overload.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    clients: { type: 'string', default: '20' },
    minutes: { type: 'string', default: '10' },
    messages: { type: 'string', default: '5000' },
    every: { type: 'string', default: '2' },
    faults: { type: 'string', default: 'both' },
    quiet: { type: 'boolean', default: false },
    storm: { type: 'boolean', default: false },
    rate: { type: 'string', default: '1000' },
  },
});
const [seed, clients, minutes, messages, every, rate] = [
  values.seed,
  values.clients,
  values.minutes,
  values.messages,
  values.every,
  values.rate,
].map(Number);
if (![clients, minutes, messages, every, rate].every((value) => value > 0) || !Number.isInteger(seed))
  throw new TypeError(
    '--clients, --minutes, --messages, --every (seconds between faults) and --rate (messages a second) are positive numbers, --seed is a whole one.',
  );
if (!['service', 'wire', 'both'].includes(values.faults)) throw new TypeError('--faults is service, wire or both.');
const onProgress = values.quiet ? undefined : (line) => console.log(line);

if (values.storm) {
  console.log(
    `Seed ${seed}: a page at ${rate} messages a second for ${minutes} minutes, a fault every ${every} s on average.`,
  );
  const { plan, faults, strikes, reasons, heapMB, own, ...figures } = await runStorm({
    seed,
    seconds: minutes * 60,
    messagesPerSecond: rate,
    secondsBetweenFaults: every,
    weighs: true,
    onProgress,
  });
  console.table({
    ...figures,
    ownSent: own.sent,
    ownFailed: own.failed,
    heapFirstMB: heapMB[0],
    heapLastMB: heapMB.at(-1),
  });
  console.log(`Heap, MB: ${heapMB.join(' ')}`);
  console.table(strikes);
  console.table(reasons);
  for (const fault of faults) console.log(`FAULT ${fault}`);
  console.log(JSON.stringify({ plan, faults, ...figures, own, heapMB, strikes, reasons }));
  console.log(faults.length === 0 ? 'Every message accounted for, heap flat.' : `${faults.length} faults.`);
  process.exit(faults.length === 0 ? 0 : 1);
}

console.log(
  `Seed ${seed}: ${clients} people, ${messages} messages in ${minutes} minutes, a fault every ${every} s on average.`,
);
const report = await runChaos({
  seed,
  clients,
  messages,
  seconds: minutes * 60,
  secondsBetweenFaults: every,
  faults: values.faults,
  weighs: true,
  onProgress,
});
const { figures, strikes, codes, reasons, heapMB, line, faults, recoverySeconds, gapsDeclared } = report;
console.table({
  ...figures,
  gapsDeclared,
  recoverySeconds,
  heapFirstMB: heapMB[0],
  heapLastMB: heapMB.at(-1),
  doubled: count('doubled'),
  lost: count('lost') + count('vanished') + count('stuck'),
  disorder: count('disorder'),
});
console.log(`Heap, MB: ${heapMB.join(' ')}`);
console.table(strikes);
console.table(line);
console.table({ ...codes });
console.table({ ...reasons });
for (const fault of faults.slice(0, 50)) console.log(`FAULT ${fault}`);
for (const [user, lines] of Object.entries(faults.length > 0 ? report.diary : {}))
  console.log(`${user}: ${lines.join(', ')}`);
console.log(JSON.stringify({ ...report, diary: undefined }));
console.log(
  faults.length === 0 ? 'Nothing lost, nothing doubled, everybody back, heap flat.' : `${faults.length} faults.`,
);
process.exit(faults.length === 0 ? 0 : 1);

function count(kind) {
  return faults.filter((fault) => fault.startsWith(kind)).length;
}
