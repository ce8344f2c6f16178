import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addressPrefix } from '../../src/server/address-prefix.js';

describe('addressPrefix', () => {
  it('keeps IPv4, extracts it from IPv6, and cuts IPv6 to its first 64 bits', () => {
    const cases: [string, string][] = [
      ['192.0.2.1', '192.0.2.1'],
      ['::ffff:192.0.2.1', '192.0.2.1'],
      ['::FFFF:192.0.2.1', '192.0.2.1'],
      ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
      ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
      ['2001:db8::1', '2001:db8:0:0::/64'],
      ['fe80::1%eth0', 'fe80:0:0:0::/64'],
      ['::1', '0:0:0:0::/64'],
      ['', ''],
      ['unknown', 'unknown'],
      [':::', ':::'],
    ];
    for (const [address, expected] of cases) assert.equal(addressPrefix(address), expected, address);
  });
});
