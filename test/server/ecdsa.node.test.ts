// ECDSA without node:crypto: Node's own implementation is the judge of signatures and keys.
import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { describe, test } from 'node:test';
import { signEcdsa, verifyEcdsa } from '../../src/server/ecdsa.js';

const TEXT = 'TLS.identifier:ana\nTLS.time:1700000000\n';

describe('ECDSA', () => {
  for (const namedCurve of ['secp256k1', 'prime256v1']) {
    for (const type of ['sec1', 'pkcs8'] as const) {
      const pair = generateKeyPairSync('ec', { namedCurve });
      const privateKey = pair.privateKey.export({ type, format: 'pem' }) as string;
      const publicKey = pair.publicKey.export({ type: 'spki', format: 'pem' }) as string;

      test(`${namedCurve} in ${type}: Node verifies a signature of this kit`, async () => {
        const signature = Buffer.from(await signEcdsa(TEXT, privateKey), 'base64');
        assert.ok(verify('sha256', Buffer.from(TEXT), createPublicKey(publicKey), signature));
      });

      test(`${namedCurve} in ${type}: signatures of Node verify with the public and the private key`, async () => {
        for (let run = 0; run < 8; run++) {
          const signature = sign('sha256', Buffer.from(TEXT), createPrivateKey(privateKey)).toString('base64');
          assert.equal(await verifyEcdsa(TEXT, signature, publicKey), true);
          assert.equal(await verifyEcdsa(TEXT, signature, privateKey), true);
          assert.equal(await verifyEcdsa(`${TEXT} `, signature, publicKey), false);
        }
      });
    }
  }

  test('a signature that is not DER does not verify', async () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'secp256k1' });
    const pem = publicKey.export({ type: 'spki', format: 'pem' }) as string;
    assert.equal(await verifyEcdsa(TEXT, 'AAAA', pem), false);
    assert.equal(await verifyEcdsa(TEXT, '', pem), false);
  });

  test('a key of another algorithm, of another curve or cut is refused without being quoted', async () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const other = generateKeyPairSync('ec', { namedCurve: 'secp384r1' });
    const good = generateKeyPairSync('ec', { namedCurve: 'secp256k1' });
    const pem = ({ privateKey }: { privateKey: ReturnType<typeof createPrivateKey> }) =>
      privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    await assert.rejects(signEcdsa(TEXT, pem(rsa)), /^TypeError: privateKey is not an EC key/);
    await assert.rejects(signEcdsa(TEXT, pem(other)), /^TypeError: privateKey is not an EC key/);
    const cut = pem(good).replace(/\n.{20}/, '\n');
    await assert.rejects(signEcdsa(TEXT, cut), (error: Error) => {
      assert.match(error.message, /privateKey cannot be read as a PEM key/);
      assert.equal(error.cause, undefined);
      return true;
    });
  });
});
