#!/usr/bin/env node
const [, , command, ...rest] = process.argv;
if (command === 'doctor') {
  const { main } = await import('../dist/doctor-cli.js');
  process.exitCode = await main(rest);
} else {
  const { main } = await import('../dist/emulator-cli.js');
  process.exitCode = await main(process.argv.slice(2));
}
