// Turns the runs of a cell into medians, prints them as a table, and holds ours against the best peer.

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Medians of each number over the runs of one cell; the worst for overlaps. */
export function summary(runs) {
  const of = (name) => median(runs.map((run) => run[name]));
  return { main: of('main'), cpu: of('cpu'), styles: of('styles'), fps: of('fps'), shown: of('shown'), overlaps: runs[0].overlaps === null ? null : Math.max(...runs.map(({ overlaps }) => overlaps)) };
}

/**
 * "As many": at least so much of what ours shows. Peers let a comment cross the stage and its own width in 8 s; here it
 * crosses the stage in 8 s and takes its own width on top, so that of the same stream about a seventh more is on screen.
 */
const AS_MANY = 0.85;

function ratios(rows) {
  const lines = [];
  for (const [load, ours, goal, accept] of [
    [20, 'ours', 'main ≤ 0.25, cpu ≤ 0.6 of the best that shows as many', () => true],
    [20, 'ours', 'main ≤ 0.12 of the best that shows as many without overlap', (row) => row.overlaps === 0],
    [100, 'ours overlap', 'main ≤ 0.10, cpu ≤ 0.5 of the best that shows as many', () => true],
    [100, 'ours', 'main ≤ 0.12 of the best that shows as many without overlap', (row) => row.overlaps === 0],
  ]) {
    const mine = rows.find((row) => row.load === load && row.engine === ours);
    const peers = rows.filter((row) => row.load === load && !row.engine.startsWith('ours') && row.engine !== 'floor' && row.shown >= AS_MANY * (mine?.shown ?? Infinity) && accept(row));
    if (!mine) continue;
    if (peers.length === 0) {
      lines.push(`${load}/s ${ours}: no peer of this run shows as many   (${goal})`);
      continue;
    }
    const best = (key) => peers.reduce((a, b) => (b[key] < a[key] ? b : a));
    lines.push(`${load}/s ${ours}: main ${(mine.main / best('main').main).toFixed(3)} of ${best('main').engine}, cpu ${(mine.cpu / best('cpu').cpu).toFixed(2)} of ${best('cpu').engine}   (${goal})`);
  }
  return lines;
}

export function printTable({ cells, busy, burst, hidden, soak }) {
  const rows = Object.entries(cells).map(([name, runs]) => ({ load: parseInt(name, 10), engine: name.slice(name.indexOf(' ') + 1), ...summary(runs) }));
  console.log(`\n${'load'.padEnd(6)}${'engine'.padEnd(18)}${'main ms/s'.padStart(10)}${'cpu ms/s'.padStart(10)}${'styles/s'.padStart(10)}${'frames/s'.padStart(10)}${'shown'.padStart(8)}${'overlaps'.padStart(10)}`);
  for (const row of rows) console.log(`${String(row.load).padEnd(6)}${row.engine.padEnd(18)}${row.main.toFixed(1).padStart(10)}${row.cpu.toFixed(0).padStart(10)}${row.styles.toFixed(1).padStart(10)}${row.fps.toFixed(1).padStart(10)}${String(row.shown).padStart(8)}${String(row.overlaps ?? '?').padStart(10)}`);
  for (const line of ratios(rows)) console.log(line);
  if (busy.fps !== undefined) console.log(`busy page: ${busy.fps.toFixed(1)} frames/s, ${busy.overlaps} overlaps`);
  if (burst.call !== undefined) console.log(`burst of 1,000: ${burst.call.toFixed(1)} ms in the calls, longest task ${burst.longest} ms (0: none over 50), ${burst.overlaps} overlaps`);
  if (hidden.before !== undefined) console.log(`hidden 10 s: ${hidden.before} before, ${hidden.shown.join(' / ')} after 50 / 300 / 1000 ms, ${hidden.atEdge.join(' / ')} at the edge, ${hidden.overlaps} overlaps`);
  if (soak.heap !== undefined) console.log(`soak: heap ${soak.heap.map((bytes) => (bytes / 1024).toFixed(0)).join(' → ')} KB, nodes ${soak.nodes.join(' → ')} after ${soak.comments.join(' → ')} comments`);
}
