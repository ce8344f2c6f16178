// `npm run chaos [-- --seed 1 --clients 20 --minutes 10 --messages 5000 --every 2 --faults both]`: clients on the real
// SDK, with random faults of the service, the network or both. Prints the figures as tables and as one line of JSON.
// Fails when a message was lost or shown twice, a user did not rejoin, or the heap grew. `npm run chaos -- --overload
// [--seed 1 --minutes 10 --rate 1000 --every 2]`: one page with the three elements in a room with that many messages
// per second and the same faults. Fails when a message is not accounted for, or the heap grew.
import { parseArgs } from 'node:util';
import { runChaos } from '../test/chaos/support/run-chaos.ts';
import { runOverload } from '../test/chaos/support/run-overload.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    clients: { type: 'string', default: '20' },
    minutes: { type: 'string', default: '10' },
    messages: { type: 'string', default: '5000' },
    every: { type: 'string', default: '2' },
    faults: { type: 'string', default: 'both' },
    quiet: { type: 'boolean', default: false },
    overload: { type: 'boolean', default: false },
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
    '--clients, --minutes, --messages, --every (seconds between faults) and --rate (messages per second) are ' +
      'positive numbers, --seed is an integer.',
  );
if (!['service', 'network', 'both'].includes(values.faults))
  throw new TypeError('--faults is service, network or both.');
const onProgress = values.quiet ? undefined : (line) => console.log(line);

if (values.overload) {
  console.log(
    `Seed ${seed}: a page with ${rate} messages per second for ${minutes} minutes, a fault every ${every} s on ` +
      'average.',
  );
  const { plan, violations, faultCounts, reasons, heapMB, own, ...figures } = await runOverload({
    seed,
    seconds: minutes * 60,
    messagesPerSecond: rate,
    secondsBetweenFaults: every,
    measuresHeap: true,
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
  console.table(faultCounts);
  console.table(reasons);
  for (const violation of violations) console.log(`VIOLATION ${violation}`);
  console.log(JSON.stringify({ plan, violations, ...figures, own, heapMB, faultCounts, reasons }));
  console.log(
    violations.length === 0
      ? 'Every message is accounted for, the heap did not grow.'
      : `${violations.length} violations.`,
  );
  process.exit(violations.length === 0 ? 0 : 1);
}

console.log(
  `Seed ${seed}: ${clients} users, ${messages} messages in ${minutes} minutes, a fault every ${every} s on average.`,
);
const report = await runChaos({
  seed,
  clients,
  messages,
  seconds: minutes * 60,
  secondsBetweenFaults: every,
  faults: values.faults,
  measuresHeap: true,
  onProgress,
});
const { figures, faultCounts, codes, reasons, heapMB, networkCounts, violations, recoverySeconds, gapsDeclared } =
  report;
console.table({
  ...figures,
  gapsDeclared,
  recoverySeconds,
  heapFirstMB: heapMB[0],
  heapLastMB: heapMB.at(-1),
  doubled: count('doubled'),
  lost: count('lost') + count('vanished') + count('stuck'),
  outOfOrder: count('out of order'),
});
console.log(`Heap, MB: ${heapMB.join(' ')}`);
console.table(faultCounts);
console.table(networkCounts);
console.table({ ...codes });
console.table({ ...reasons });
for (const violation of violations.slice(0, 50)) console.log(`VIOLATION ${violation}`);
for (const [user, lines] of Object.entries(violations.length > 0 ? report.statusLogs : {}))
  console.log(`${user}: ${lines.join(', ')}`);
console.log(JSON.stringify({ ...report, statusLogs: undefined }));
console.log(
  violations.length === 0
    ? 'No message lost or shown twice, every user rejoined, the heap did not grow.'
    : `${violations.length} violations.`,
);
process.exit(violations.length === 0 ? 0 : 1);

function count(kind) {
  return violations.filter((violation) => violation.startsWith(kind)).length;
}
