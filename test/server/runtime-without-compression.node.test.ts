// Runtimes without CompressionStream (Bun before 1.3.3): node:zlib takes its place, and without both the handler is not
// made.
import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { createTokenHandler } from '../../src/server/index.js';
import { createUserSig, verifyUserSig } from '../../src/server/user-sig.js';

const KEY = 'emulator-test-key-opens-no-real-application-0000000000000000000';
const original = {
  compress: globalThis.CompressionStream,
  decompress: globalThis.DecompressionStream,
  builtin: process.getBuiltinModule,
};

function removeStreams(): void {
  Object.assign(globalThis, { CompressionStream: undefined, DecompressionStream: undefined });
}

describe('a runtime without CompressionStream', () => {
  afterEach(() => {
    Object.assign(globalThis, { CompressionStream: original.compress, DecompressionStream: original.decompress });
    process.getBuiltinModule = original.builtin;
  });

  test('signs and verifies with node:zlib', async () => {
    removeStreams();
    const options = { sdkAppId: 1400000001, userId: 'ana', secretKey: KEY };
    const userSig = await createUserSig(options);
    assert.equal((await verifyUserSig(userSig, options)).userId, 'ana');
    Object.assign(globalThis, { CompressionStream: original.compress, DecompressionStream: original.decompress });
    assert.equal((await verifyUserSig(userSig, options)).userId, 'ana');
  });

  test('refuses to make a handler when node:zlib is missing too', () => {
    removeStreams();
    process.getBuiltinModule = (() => undefined) as unknown as typeof process.getBuiltinModule;
    assert.throws(
      () => createTokenHandler({ sdkAppId: 1400000001, secretKey: KEY, identify: () => null }),
      /neither CompressionStream nor node:zlib/,
    );
  });
});
