import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addressPrefix } from '../../src/server/request-context.js';

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
      ['203.0.113.5:50001', '203.0.113.5'],
      ['[2001:db8::1]:443', '2001:db8:0:0::/64'],
      ['[2001:db8::1]', '2001:db8:0:0::/64'],
      ['::ffff:cb00:7105', '203.0.113.5'],
      ['[::ffff:203.0.113.5]:443', '203.0.113.5'],
      ['64:ff9b::cb00:7105', '203.0.113.5'],
      ['', ''],
      ['unknown', 'unknown'],
      [':::', ':::'],
    ];
    for (const [address, expected] of cases) assert.equal(addressPrefix(address), expected, address);
  });
});
