// The long chaos, by hand: node --import tsx test/room/support/chaos-run.ts [--clients 20 --messages 5000 --minutes 10 --seed 1]
import { parseArgs } from 'node:util';
import { runChaos } from './chaos.js';

const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '20' },
    messages: { type: 'string', default: '5000' },
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    'fault-every-ms': { type: 'string', default: '4000' },
  },
});
const report = await runChaos({
  clients: Number(values.clients),
  messages: Number(values.messages),
  durationMs: Number(values.minutes) * 60_000,
  seed: Number(values.seed),
  faultEveryMs: Number(values['fault-every-ms']),
  say: (line) => console.log(line),
});
console.log(JSON.stringify(report, null, 2));
const isClean = report.lost.length === 0 && report.doubled === 0 && report.disordered === 0 && report.errors.length === 0 && report.joinedAtEnd === Number(values.clients);
process.exit(isClean ? 0 : 1);
