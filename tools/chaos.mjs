// `npm run chaos [-- --seed 1 --clients 20 --minutes 10 --messages 5000 --every 2 --faults both]`: real-SDK clients, faults at
// random (at the service, on the wire to it, or both), and a judge. Prints the figures as tables and as one line of JSON; fails
// when a message was lost or doubled, somebody did not come back, or the heap grew.
import { parseArgs } from 'node:util';
import { runChaos } from '../test/chaos/run-chaos.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    clients: { type: 'string', default: '20' },
    minutes: { type: 'string', default: '10' },
    messages: { type: 'string', default: '5000' },
    every: { type: 'string', default: '2' },
    faults: { type: 'string', default: 'both' },
    quiet: { type: 'boolean', default: false },
  },
});
const [seed, clients, minutes, messages, every] = [values.seed, values.clients, values.minutes, values.messages, values.every].map(Number);
if (![clients, minutes, messages, every].every((value) => value > 0) || !Number.isInteger(seed)) throw new TypeError('--clients, --minutes, --messages and --every (seconds between faults) are positive numbers, --seed is a whole one.');
if (!['service', 'wire', 'both'].includes(values.faults)) throw new TypeError('--faults is service, wire or both.');

console.log(`Seed ${seed}: ${clients} people, ${messages} messages in ${minutes} minutes, a fault every ${every} s on average.`);
const report = await runChaos({ seed, clients, messages, seconds: minutes * 60, secondsBetweenFaults: every, faults: values.faults, weighs: true, onProgress: values.quiet ? undefined : (line) => console.log(line) });
const { figures, strikes, codes, reasons, heapMB, line, faults, recoverySeconds, gapsDeclared } = report;
console.table({ ...figures, gapsDeclared, recoverySeconds, heapFirstMB: heapMB[0], heapLastMB: heapMB.at(-1), doubled: count('doubled'), lost: count('lost') + count('vanished') + count('stuck'), disorder: count('disorder') });
console.log(`Heap, MB: ${heapMB.join(' ')}`);
console.table(strikes);
console.table(line);
console.table({ ...codes });
console.table({ ...reasons });
for (const fault of faults.slice(0, 50)) console.log(`FAULT ${fault}`);
for (const [user, lines] of Object.entries(faults.length > 0 ? report.diary : {})) console.log(`${user}: ${lines.join(', ')}`);
console.log(JSON.stringify({ ...report, diary: undefined }));
console.log(faults.length === 0 ? 'Nothing lost, nothing doubled, everybody back, heap flat.' : `${faults.length} faults.`);
process.exit(faults.length === 0 ? 0 : 1);

function count(kind) {
  return faults.filter((fault) => fault.startsWith(kind)).length;
}
