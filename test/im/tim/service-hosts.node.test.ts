// The hosts of the service: which session uses which, and which a site must allow.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { createRequire } from 'node:module';
import { isServiceHost, serviceAddress, skipServiceHost } from '../../../src/im/tim/service-hosts.js';
import { ORIGINS_OF_VERSION_2 } from '../../../src/im/v2/tim-sdk.lazy.js';
import { ORIGINS_OF_VERSION_3 } from '../../../src/im/v3/tim-sdk-3.lazy.js';

const VERSIONS = [
  { file: 'tim-js-sdk/tim-js.es.js', origins: ORIGINS_OF_VERSION_2 },
  { file: '@tencentcloud/chat/index.es.js', origins: ORIGINS_OF_VERSION_3 },
];

describe('the hosts of the service', () => {
  it('are left to the SDK for users of the regions that it knows', () => {
    for (const sdkAppId of [1400000001, 20000001, 1720000001, 70000001])
      assert.equal(serviceAddress(sdkAppId, false), undefined);
  });

  it('are those of Jakarta for its applications, one after another', () => {
    for (const sdkAppId of [80_000_000, 89_999_999, 1_780_000_000, 1_789_999_999]) {
      assert.equal(serviceAddress(sdkAppId, false), 'wss://wssidn.im.qcloud.com');
      skipServiceHost(sdkAppId);
      assert.equal(serviceAddress(sdkAppId, false), 'wss://wssidn.my-imcloud.com');
    }
    assert.equal(serviceAddress(1_790_000_000, false), undefined);
  });

  it('are tried one after another for guests, and again from the first', () => {
    const used = Array.from({ length: 4 }, () => {
      const address = serviceAddress(1400000002, true);
      skipServiceHost(1400000002);
      return address;
    });
    assert.deepEqual(used, [
      'wss://wss.im.qcloud.com',
      'wss://wss.tim.qq.com',
      'wss://162.14.13.203',
      'wss://wss.im.qcloud.com',
    ]);
    assert.equal(serviceAddress(1730000001, true), 'wss://wsskr.im.qcloud.com');
  });

  it('are no others', () => {
    for (const host of ['wss.im.qcloud.com', 'wsssgp.my-imcloud.com', 'wss.tim.qq.com', '162.14.13.203'])
      for (const { origins } of VERSIONS) assert.ok(isServiceHost(host, origins), host);
    for (const host of ['evil.com', 'evilim.qcloud.com', 'im.qcloud.com.evil.com', '162.14.13.204', ''])
      for (const { origins } of VERSIONS) assert.equal(isServiceHost(host, origins), false, host);
  });

  it('are all to which each SDK can connect', async () => {
    for (const { file, origins } of VERSIONS) {
      const code = await readFile(createRequire(import.meta.url).resolve(file), 'utf8');
      // `*` stands for the application's id, and `-dev` marks the hosts of Tencent's own tests.
      const hosts = [...code.matchAll(/"wss:\/\/([^"]*)"/g)].map(([, host = '']) => host.replace('*', '1400000001'));
      assert.ok(hosts.length > 10, file);
      for (const host of hosts) assert.ok(isServiceHost(host, origins), `${file}: ${host}`);
    }
  });

  it('are all named by the policies that the documentation recommends', async () => {
    for (const page of ['SECURITY.md', 'docs/deployment.md', 'docs/deployment.zh-CN.md']) {
      const text = await readFile(new URL(`../../../${page}`, import.meta.url), 'utf8');
      const policy = text.split('\n').find((line) => line.includes('wss://')) ?? '';
      for (const origin of ORIGINS_OF_VERSION_2) assert.ok(policy.includes(origin), `${page} names ${origin}`);
      if (page === 'SECURITY.md') continue; // it describes the default
      const block = text.split('```').find((each) => each.includes('my-cpaas')) ?? '';
      assert.deepEqual(block.match(/wss:\S+/g)?.sort(), [...ORIGINS_OF_VERSION_3].sort(), page);
    }
  });
});
