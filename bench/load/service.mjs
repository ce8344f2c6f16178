// The emulator in its own process, so that its memory and CPU time can be measured. Sends its address, then replies to
// each message with its usage so far.
import { startEmulator } from '../../src/emulator/index.ts';

const emulator = await startEmulator({
  profile: 'lenient',
  pollMs: Number(process.argv[2]),
  autoCreateGroups: true,
  tipsPerSecond: 0,
});
process.send({ url: emulator.url, sdkAppId: emulator.sdkAppId, secretKey: emulator.secretKey });
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send({
    rssBytes: process.memoryUsage.rss(),
    cpuMs: (user + system) / 1000,
    connections: emulator.app.connectionCount,
  });
});
process.on('disconnect', () => process.exit(0));
