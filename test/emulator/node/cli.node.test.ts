import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, it } from 'node:test';

const CLI = fileURLToPath(new URL('../../../src/emulator/node/cli.ts', import.meta.url));
const RUN = `import(${JSON.stringify(CLI)}).then(({ main }) => main(process.argv.slice(1))).then((code) => { process.exitCode = code; })`;

describe('live-chat-elements emulator', () => {
  const running: ChildProcess[] = [];
  afterEach(() => {
    for (const child of running.splice(0)) child.kill('SIGKILL');
  });

  function start(...args: string[]) {
    const child = spawn(process.execPath, ['--import', 'tsx', '-e', RUN, '--', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.push(child);
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    const ended = once(child, 'close').then(([code]: unknown[]) => ({ code, output, errors }));
    const said = (text: string) =>
      new Promise<string>((resolve) => child.stdout.on('data', () => output.includes(text) && resolve(output)));
    return { child, ended, said };
  }

  it('prints its address and its usage, and ends when interrupted', async () => {
    const { child, ended, said } = start('emulator', '--port', '0', '--sdk-app-id', '1400000777', '--crowd', '5');
    const output = await said('Stop with');
    assert.match(output, /Emulator: ws:\/\/127\.0\.0\.1:\d+/);
    assert.match(output, /sdkAppId: 1400000777/);
    const rest = /REST and controls: (\S+)/.exec(output)?.[1];
    const about = (await (await fetch(`${rest}/`)).json()) as { sdkAppId: number };
    assert.equal(about.sdkAppId, 1400000777);
    child.kill('SIGTERM');
    assert.equal((await ended).code, 0);
  });

  it('prints its help', async () => {
    const { code, output } = await start('--help').ended;
    assert.equal(code, 0);
    assert.match(output, /--poll-ms/);
  });

  it('reports wrong options by an error message', async () => {
    const wrong: [RegExp, string[]][] = [
      [/--port must be a number from 0 to 65535, not "abc"/, ['emulator', '--port', 'abc']],
      [/--profile must be one of strict, lenient, not "mild"/, ['emulator', '--profile', 'mild']],
      [/Unknown option '--prot'/, ['emulator', '--prot', '1']],
      [/Unknown command "emulater"/, ['emulater']],
      [/A fault needs one of/, ['emulator', '--port', '0', '--fault', '{"command":"*"}']],
    ];
    for (const [words, args] of wrong) {
      const { code, errors } = await start(...args).ended;
      assert.equal(code, 1);
      assert.match(errors, words);
      assert.doesNotMatch(errors, /\n\s+at /, 'no stack');
    }
  });

  it('reports a port in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, errors } = await start('emulator', '--port', String(port)).ended;
    other.close();
    assert.equal(code, 1);
    assert.match(errors, new RegExp(`Port ${port} on 127.0.0.1 is in use`));
  });
});
