// What goes wrong on the line between the page and the service, whoever is at its ends.
import type { LineState } from './network-proxy.js';
import { between, type Fault, type FaultEntry, type Scene } from './service-faults.js';

function line(make: (scene: Scene) => Partial<LineState>, lastsMs = 4_000): Fault {
  return (scene, _user, later) => {
    scene.wire.set(make(scene));
    later(lastsMs, () => scene.wire.set());
  };
}

export const WIRE_FAULTS: readonly FaultEntry[] = [
  [
    'the line is late and uneven',
    3,
    line((scene) => ({ latencyMs: between(scene, 20, 300), jitterMs: between(scene, 50, 1_200) })),
  ],
  ['frames overtake each other', 3, line((scene) => ({ jitterMs: between(scene, 50, 600), overtaking: true }))],
  ['frames come twice', 3, line((scene) => ({ duplicate: 0.3, jitterMs: between(scene, 0, 100) }))],
  ['the line is narrow', 2, line((scene) => ({ bytesPerSecond: between(scene, 4_000, 20_000) }))],
  ['connections end within a frame', 2, line(() => ({ cutWithin: 0.02 }), 3_000)],
  ['one connection ends within a frame', 3, ({ wire }) => wire.cutWithinNextFrame('one')],
  ['all connections end within a frame', 1, ({ wire }) => wire.cutWithinNextFrame('all')],
  ['a line is cut without a word', 3, ({ wire }) => wire.cut('one')],
  ['nothing gets up any more', 2, ({ wire }) => wire.swallow('one', 'up')],
  ['nothing comes down any more', 2, ({ wire }) => wire.swallow('one', 'down')],
  ['a line goes dead', 2, ({ wire }) => wire.swallow('one', 'up', 'down')],
  [
    'new connections lead nowhere',
    1,
    (scene, user, later) => {
      scene.wire.cut('one');
      line(() => ({ swallowsNew: true }), 3_000)(scene, user, later);
    },
  ],
];
