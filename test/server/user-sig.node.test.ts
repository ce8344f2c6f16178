import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import { deflateSync, inflateSync } from 'node:zlib';
import {
  type CreateUserSigOptions,
  UserSigError,
  type VerifyUserSigOptions,
  createUserSig,
  verifyUserSig,
} from '../../src/server/index.js';

interface Vector {
  name: string;
  algorithm: 'HMAC-SHA256' | 'ECDSA-SHA256';
  sdkAppId: number;
  secretKey?: string;
  privateKeyPem?: string;
  publicKeyPem?: string;
  userId: string;
  issuedAt: number;
  expire: number;
  userBuf?: string;
  userBufHex?: string;
  userSig: string;
}
interface Refused {
  name: string;
  sdkAppId: number;
  secretKey: string;
  userId: string;
  issuedAt: number;
  verifyAt?: number;
  userSig: string;
  code: number;
}

const require = createRequire(import.meta.url);
const { vectors, refused } = JSON.parse(readFileSync(new URL('./user-sig-vectors.json', import.meta.url), 'utf8')) as {
  vectors: Vector[];
  refused: Refused[];
};
const SECRET = '1111111111111111222222222222222233333333333333334444444444444444'; // an invented key
const BASE = { sdkAppId: 1400000001, secretKey: SECRET, userId: 'ana' } as const;

const unwrap = (userSig: string) =>
  inflateSync(Buffer.from(userSig.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '='), 'base64')).toString();
const wrap = (json: string | Buffer, level = 6) =>
  deflateSync(json, { level }).toString('base64').replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_');
const fieldsOf = (userSig: string) => JSON.parse(unwrap(userSig)) as Record<string, string | number>;
const withCode = (code: number) => (error: unknown) => error instanceof UserSigError && error.code === code;

const bufferOf = ({ userBuf, userBufHex }: Vector) =>
  userBufHex === undefined ? userBuf : Uint8Array.from(Buffer.from(userBufHex, 'hex'));
const signerOf = (vector: Vector): CreateUserSigOptions => {
  const common = {
    sdkAppId: vector.sdkAppId,
    userId: vector.userId,
    expire: vector.expire,
    now: vector.issuedAt,
    userBuf: bufferOf(vector),
  };
  return vector.secretKey === undefined
    ? { ...common, privateKey: vector.privateKeyPem ?? '' }
    : { ...common, secretKey: vector.secretKey };
};
const verifierOf = ({ sdkAppId, userId, secretKey, publicKeyPem, issuedAt }: Vector): VerifyUserSigOptions => ({
  sdkAppId,
  userId,
  secretKey,
  publicKey: publicKeyPem,
  now: issuedAt,
});

describe('UserSig vectors', () => {
  for (const vector of vectors) {
    it(`verify ${vector.name}`, async () => {
      const found = await verifyUserSig(vector.userSig, verifierOf(vector));
      assert.equal(found.issuedAt, vector.issuedAt);
      assert.equal(found.expiresAt, vector.issuedAt + vector.expire);
      const buffer = bufferOf(vector);
      assert.deepEqual(
        found.userBuf && Buffer.from(found.userBuf),
        buffer === undefined ? undefined : Buffer.from(buffer),
      );
    });
    it(`are equal to the signed fields of ${vector.name}`, async () => {
      const ours = await createUserSig(signerOf(vector));
      const expected = fieldsOf(vector.userSig);
      const made = fieldsOf(ours);
      if (vector.algorithm === 'ECDSA-SHA256') {
        delete expected['TLS.sig']; // ECDSA signatures are random
        delete made['TLS.sig'];
      }
      assert.deepEqual(made, expected);
      await verifyUserSig(ours, verifierOf(vector));
    });
  }
  for (const { name, code, userSig, sdkAppId, secretKey, userId, verifyAt, issuedAt } of refused) {
    it(`are refused: ${name} with ${code}`, async () => {
      await assert.rejects(
        verifyUserSig(userSig, { sdkAppId, secretKey, userId, now: verifyAt ?? issuedAt }),
        withCode(code),
      );
    });
  }
});

describe("UserSig and Tencent's own libraries", () => {
  const { Api } = require('tls-sig-api-v2') as {
    Api: new (sdkAppId: number, key: string) => { genSig(userId: string, expire: number, userBuf?: Buffer): string };
  };
  const { Sig } = require('tls-sig-api') as {
    Sig: new (config: { sdk_appid: number; private_key_string: string; public_key_string: string }) => {
      genSig(userId: string): string;
      verifySig(userSig: string, userId: string): boolean;
      genSigWithUserbuf(userId: string, buffer: string): string;
      verifySigWithUserbuf(userSig: string, userId: string): string | false;
    };
  };
  const legacy = vectors.filter((vector) => vector.algorithm === 'ECDSA-SHA256');

  it('are compatible: tickets of tls-sig-api-v2 are verified', async () => {
    const found = await verifyUserSig(new Api(BASE.sdkAppId, SECRET).genSig('ana', 600), BASE);
    assert.equal(found.expiresAt - found.issuedAt, 600);
  });

  it('are compatible: the fields are signed byte for byte as by tls-sig-api-v2', async () => {
    const theirs = fieldsOf(new Api(BASE.sdkAppId, SECRET).genSig('ana', 600));
    assert.deepEqual(fieldsOf(await createUserSig({ ...BASE, expire: 600, now: Number(theirs['TLS.time']) })), theirs);
  });

  for (const { name, sdkAppId, privateKeyPem = '', publicKeyPem = '' } of legacy) {
    it(`are compatible with tls-sig-api in both directions on ${name}`, async () => {
      const judge = new Sig({
        sdk_appid: sdkAppId,
        private_key_string: privateKeyPem,
        public_key_string: publicKeyPem,
      });
      assert.equal(
        judge.verifySig(await createUserSig({ sdkAppId, userId: 'ana', privateKey: privateKeyPem }), 'ana'),
        true,
      );
      assert.equal(
        judge.verifySigWithUserbuf(
          await createUserSig({ sdkAppId, userId: 'ana', privateKey: privateKeyPem, userBuf: 'room:1' }),
          'ana',
        ),
        'room:1',
      );
      await verifyUserSig(judge.genSig('ana'), { sdkAppId, userId: 'ana', publicKey: publicKeyPem });
      const found = await verifyUserSig(judge.genSigWithUserbuf('ana', 'room:1'), {
        sdkAppId,
        userId: 'ana',
        publicKey: publicKeyPem,
      });
      assert.equal(new TextDecoder().decode(found.userBuf), 'room:1');
    });
  }
});

describe('verifyUserSig', () => {
  it('accepts a ticket in its last second and no longer', async () => {
    const userSig = await createUserSig({ ...BASE, now: 1000, expire: 60 });
    assert.equal((await verifyUserSig(userSig, { ...BASE, now: 1060 })).expiresAt, 1060);
    await assert.rejects(verifyUserSig(userSig, { ...BASE, now: 1061 }), withCode(70001));
  });

  it('refuses a ticket that is too large when decompressed, without decompressing it', async () => {
    await assert.rejects(
      verifyUserSig(wrap(JSON.stringify({ 'TLS.ver': '2.0', pad: 'a'.repeat(4_000_000) }), 9), BASE),
      { name: 'UserSigError', code: 70003, message: 'The UserSig inflates to more than 16384 bytes.' },
    );
  });

  it('refuses a ticket of a megabyte, a truncated one and ones in another alphabet', async () => {
    const userSig = await createUserSig(BASE);
    for (const bad of [
      'A'.repeat(1 << 20),
      userSig.slice(0, -20),
      encodeURIComponent(`${userSig}=`),
      ` ${userSig}`,
      `${userSig}\n`,
      unwrap(userSig),
    ]) {
      await assert.rejects(verifyUserSig(bad, BASE), withCode(70003));
    }
  });

  it('says what is wrong with the characters of a ticket', async () => {
    const userSig = await createUserSig(BASE);
    for (const [bad, message] of [
      [7, /is not a string/],
      ['A'.repeat(8_193), /longer than 8192 characters/],
      [`${userSig.slice(0, -1)}+`, /alphabet/],
      [`${userSig}A`, /alphabet|zlib/],
    ] as const)
      await assert.rejects(verifyUserSig(bad as string, BASE), { name: 'UserSigError', code: 70003, message });
    await assert.rejects(verifyUserSig('A'.repeat(8_192), BASE), { code: 70003, message: /zlib/ });
  });

  it('refuses a ticket whose user buffer is not base64, although it is signed', async () => {
    const fields: Record<string, string | number> = {
      ...fieldsOf(await createUserSig({ ...BASE, userBuf: 'x' })),
      'TLS.userbuf': '%',
    };
    const names = ['TLS.identifier', 'TLS.sdkappid', 'TLS.time', 'TLS.expire', 'TLS.userbuf'];
    const content = names.map((name) => `${name}:${fields[name]}\n`).join('');
    fields['TLS.sig'] = createHmac('sha256', SECRET).update(content).digest('base64');
    await assert.rejects(verifyUserSig(wrap(JSON.stringify(fields)), BASE), withCode(70005));
  });

  it('refuses a ticket whose text is no UTF-8', async () => {
    const json = Buffer.from(JSON.stringify(fieldsOf(await createUserSig({ ...BASE, userId: 'ana~' }))), 'latin1');
    json[json.indexOf('~')] = 0xff;
    await assert.rejects(verifyUserSig(wrap(json), BASE), withCode(70003));
  });

  it('refuses content that is not a ticket with 70005', async () => {
    for (const json of [
      '[]',
      'null',
      '"x"',
      '{',
      '{}',
      '{"TLS.ver":"2.0"}',
      '{"TLS.ver":"2.0","TLS.identifier":7,"TLS.sdkappid":1,"TLS.time":1,"TLS.expire":1,"TLS.sig":"x"}',
      '{"TLS.ver":"2.0","TLS.identifier":"ana","TLS.sdkappid":1e99,"TLS.time":1,"TLS.expire":1,"TLS.sig":"x"}',
    ]) {
      await assert.rejects(verifyUserSig(wrap(json), BASE), withCode(70005));
    }
  });

  it('refuses every signature but the right one', async () => {
    const fields = fieldsOf(await createUserSig({ ...BASE, now: 1000 }));
    const right = Buffer.from(String(fields['TLS.sig']), 'base64');
    const flipped = Buffer.from(right);
    flipped[31] = (flipped[31] ?? 0) ^ 1;
    for (const signature of [
      '',
      'x',
      right.subarray(0, 31).toString('base64'),
      Buffer.concat([right, right]).toString('base64'),
      flipped.toString('base64'),
    ]) {
      await assert.rejects(
        verifyUserSig(wrap(JSON.stringify({ ...fields, 'TLS.sig': signature })), { ...BASE, now: 1000 }),
        withCode(70009),
      );
    }
  });

  it('refuses an ECDSA ticket where only the secret is known, and the reverse', async () => {
    const legacy = vectors.find((vector) => vector.algorithm === 'ECDSA-SHA256');
    assert.ok(legacy);
    await assert.rejects(
      verifyUserSig(legacy.userSig, {
        sdkAppId: legacy.sdkAppId,
        userId: legacy.userId,
        secretKey: SECRET,
        now: legacy.issuedAt,
      }),
      withCode(70009),
    );
    await assert.rejects(
      verifyUserSig(await createUserSig(BASE), {
        sdkAppId: BASE.sdkAppId,
        userId: 'ana',
        publicKey: legacy.publicKeyPem,
      }),
      withCode(70009),
    );
  });

  it('does not accept a line feed in a field in place of another signed line', async () => {
    const fields = fieldsOf(await createUserSig(BASE));
    await assert.rejects(
      verifyUserSig(wrap(JSON.stringify({ ...fields, 'TLS.identifier': 'ana\nTLS.sdkappid:1' })), BASE),
      withCode(70005),
    );
  });
});

describe('createUserSig', () => {
  it('creates a ticket for two hours by default', async () => {
    const found = await verifyUserSig(await createUserSig({ ...BASE, now: 1000 }), { ...BASE, now: 1000 });
    assert.equal(found.expiresAt, 8200);
  });

  it('takes the least and the greatest numbers that the service stores', async () => {
    for (const each of [
      { expire: 1, now: 0 },
      { expire: 0xffff_ffff, now: 1000, sdkAppId: 0xffff_ffff },
    ]) {
      const options = { ...BASE, ...each };
      const found = await verifyUserSig(await createUserSig(options), options);
      assert.equal(found.expiresAt, each.now + each.expire);
    }
  });

  it('refuses invalid ids, lifetimes and keys, and never quotes the key', async () => {
    const wrong: Partial<CreateUserSigOptions>[] = [
      { userId: '' },
      { userId: 'a'.repeat(33) },
      { userId: 'a\nb' },
      { userId: '安娜' },
      { expire: 0 },
      { expire: 1.5 },
      { expire: NaN },
      { expire: 0x1_0000_0000 },
      { sdkAppId: 0x1_0000_0000 },
      { now: -1 },
      { now: 0.5 },
      { sdkAppId: 0 },
      { sdkAppId: -1 },
      { secretKey: '' },
    ];
    for (const each of wrong) {
      await assert.rejects(
        createUserSig({ ...BASE, ...each } as CreateUserSigOptions),
        (error) => error instanceof TypeError && !error.message.includes(SECRET),
      );
    }
    await assert.rejects(
      createUserSig({ sdkAppId: 1, userId: 'ana', privateKey: '-----BEGIN nonsense' }),
      (error) => error instanceof TypeError && !error.message.includes('nonsense'),
    );
  });
});
