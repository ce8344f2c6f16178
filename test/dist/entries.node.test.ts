// What package.json promises to users of the package: every entry exists and loads in plain Node without a DOM and
// without output.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { promisify } from 'node:util';
import { DIST } from './support/site.js';

const run = promisify(execFile);
const ROOT = path.join(DIST, '..');

interface Manifest {
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly bin: Readonly<Record<string, string>>;
}
const manifest = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as Manifest;
const entries = Object.entries(manifest.exports);
/** The entries with framework typings have no code. */
const isTypesOnly = (target: object | string) => Object.keys(target).join() === 'types';

/** Imports these entries of the package in a new Node process, one after the other, and returns all output. */
async function importInNode(...specifiers: string[]): Promise<string> {
  const program = specifiers.map((specifier) => `await import(${JSON.stringify(specifier)});`).join('');
  try {
    const { stdout, stderr } = await run(process.execPath, ['--input-type=module', '--eval', program], {
      cwd: ROOT,
      timeout: 20_000,
    });
    return stdout + stderr;
  } catch (error) {
    return String((error as { stderr?: string }).stderr).slice(-1_000); // the line that Node prints can be a whole bundle
  }
}

describe('the built entries', () => {
  for (const [name, target] of entries) {
    test(`include ${name} with files that exist`, () => {
      for (const file of typeof target === 'string' ? [target] : Object.values(target))
        assert.ok(existsSync(path.join(ROOT, file.replace('*', ''))), `${file} is missing; run \`npm run build\``);
    });
    if (name.endsWith('.json') || name.includes('*') || isTypesOnly(target)) continue;
    test(`load ${name} in plain Node without output`, async () => {
      const specifier = `live-chat-elements${name.slice(1)}`;
      assert.equal(await importInNode(specifier), '');
      assert.equal(await importInNode(specifier, specifier), '');
    });
  }

  test('for browsers name no module of Node, and no server code', () => {
    const browserFiles = [
      'index.js',
      'define.js',
      'room.js',
      'tim-sdk.js',
      'tim-sdk-3.js',
      'cdn/live-chat-elements.js',
      ...readdirSync(path.join(DIST, 'chunks'))
        .filter((file) => file.endsWith('.js') && !file.startsWith('node-'))
        .map((file) => `chunks/${file}`),
    ];
    for (const file of browserFiles) {
      const code = readFileSync(path.join(DIST, file), 'utf8');
      assert.doesNotMatch(code, /from ?["'](node:|ws["'])|import\(["']node:/, file);
      assert.doesNotMatch(code, /createUserSig|TLS\.sig/, `${file} must not be able to sign`);
    }
  });

  test('import only their own files and declared dependencies', () => {
    const dependencies = Object.keys(manifest.dependencies);
    const peers = Object.keys(manifest.peerDependencies);
    for (const file of readdirSync(DIST, { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.js') || file.startsWith('cdn')) continue;
      for (const [, specifier = ''] of readFileSync(path.join(DIST, file), 'utf8').matchAll(
        /^(?:import|export)[^'"`;]*?from ?["']([^"']+)["']/gm,
      )) {
        const isOurs = specifier.startsWith('.') || specifier.startsWith('node:');
        // React is installed by those who use its components, and by nobody else.
        const declared = file === 'react.js' ? [...dependencies, ...peers] : dependencies;
        assert.ok(
          isOurs || declared.some((name) => specifier === name || specifier.startsWith(`${name}/`)),
          `${file} imports ${specifier}`,
        );
      }
    }
  });

  test('with third-party code name its authors', () => {
    for (const [folder, names] of [
      ['', ['tim-js-sdk', '@tencentcloud/chat', '@lit/react']],
      ['cdn', ['tim-js-sdk', '@tencentcloud/chat', 'lit-html', 'lit-element', 'nanoid']],
    ] as const) {
      const text = readFileSync(path.join(DIST, folder, 'THIRD-PARTY.txt'), 'utf8');
      for (const name of names) assert.match(text, new RegExp(`^${name} \\d`, 'm'), `${folder}/THIRD-PARTY.txt`);
      assert.doesNotMatch(text, /node_modules/);
      for (const file of ['tim-sdk.js', 'tim-sdk-3.js'])
        assert.match(readFileSync(path.join(DIST, folder, file), 'utf8').slice(0, 200), /THIRD-PARTY\.txt/);
    }
  });

  test('print the help of the command', async () => {
    const [file] = Object.values(manifest.bin);
    const { stdout } = await run(process.execPath, [path.join(ROOT, file ?? ''), 'emulator', '--help'], {
      timeout: 20_000,
    });
    assert.match(stdout, /--port/);
  });
});
