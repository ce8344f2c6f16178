// Faults of the network between page and service.
import type { NetworkState } from './network-proxy.js';
import { between, type Fault, type FaultEntry, type FaultContext } from './service-faults.js';

function networkFault(make: (context: FaultContext) => Partial<NetworkState>, lastsMs = 4_000): Fault {
  return (context, _user, later) => {
    context.network.set(make(context));
    later(lastsMs, () => context.network.set());
  };
}

export const NETWORK_FAULTS: readonly FaultEntry[] = [
  [
    'the line is late and uneven',
    3,
    networkFault((context) => ({ latencyMs: between(context, 20, 300), jitterMs: between(context, 50, 1_200) })),
  ],
  [
    'frames overtake each other',
    3,
    networkFault((context) => ({ jitterMs: between(context, 50, 600), overtaking: true })),
  ],
  ['frames come twice', 3, networkFault((context) => ({ duplicate: 0.3, jitterMs: between(context, 0, 100) }))],
  ['the line is narrow', 2, networkFault((context) => ({ bytesPerSecond: between(context, 4_000, 20_000) }))],
  ['connections end within a frame', 2, networkFault(() => ({ cutWithin: 0.02 }), 3_000)],
  ['one connection ends within a frame', 3, ({ network }) => network.cutWithinNextFrame('one')],
  ['all connections end within a frame', 1, ({ network }) => network.cutWithinNextFrame('all')],
  ['a connection is cut without a close', 3, ({ network }) => network.cut('one')],
  ['a connection transmits nothing to the service', 2, ({ network }) => network.blackhole('one', 'up')],
  ['a connection transmits nothing from the service', 2, ({ network }) => network.blackhole('one', 'down')],
  ['a connection transmits nothing', 2, ({ network }) => network.blackhole('one', 'up', 'down')],
  [
    'new connections are never answered',
    1,
    (context, user, later) => {
      context.network.cut('one');
      networkFault(() => ({ blackholesNew: true }), 3_000)(context, user, later);
    },
  ],
];
