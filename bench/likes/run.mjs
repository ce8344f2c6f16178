// The share of the room's message rate that likes take, and the age of the total that users see, for 10 to 100,000
// users who like. The rate control is that of src/room; time and service are simulated
// (test/room/likes/support/simulate-likers.ts). The same seed gives the same numbers.
// `npm run bench -- likes room` runs a thousand of them with the emulator, in real time.
import { tsImport } from 'tsx/esm/api';

if (process.argv[2] === 'room') {
  await import('./room.mjs');
  process.exit();
}
const { simulateLikers } = await tsImport('../../test/room/likes/support/simulate-likers.ts', import.meta.url);

const SECONDS = 120;
const mean = (numbers) => numbers.reduce((sum, each) => sum + each, 0) / Math.max(numbers.length, 1);
const max = (numbers) => Math.max(0, ...numbers);

function row(name, plan) {
  const started = performance.now();
  const report = simulateLikers({ seconds: SECONDS, tapsPerSecond: 2, counter: true, ...plan });
  const { sentPerSecond, counterCallsPerSecond } = report;
  return {
    room: name,
    likers: plan.likers,
    'mean msg/s': mean(sentPerSecond).toFixed(1),
    'peak msg/s': max(sentPerSecond),
    'peak 10 s mean': max(
      sentPerSecond.slice(0, -9).map((_, index) => mean(sentPerSecond.slice(index, index + 10))),
    ).toFixed(1),
    shed: report.shed,
    'seen, without counter': `${((report.received / report.likes) * 100).toFixed(1)} %`,
    'lag, mean s': mean(report.lagS).toFixed(1),
    'counter calls/s': mean(counterCallsPerSecond).toFixed(0),
    'counter lag, mean s': mean(report.counterLagS).toFixed(1),
    'ms to play': Math.round(performance.now() - started),
  };
}

const rows = [10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000, 100_000].map((likers) =>
  row('all begin within 1 s', { likers }),
);
rows.push(row('in a room of 100,000', { likers: 100, audience: 100_000 }));
rows.push(row('in a room of 100,000', { likers: 1_000, audience: 100_000 }));
rows.push(row('30 texts a second', { likers: 10_000, otherPerSecond: 30 }));
rows.push(row('40 texts a second', { likers: 10_000, otherPerSecond: 40 }));
rows.push(row('goal: 5 s of taps', { likers: 10_000, likeForS: 5 }));
console.table(rows);
