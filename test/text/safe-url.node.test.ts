import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseLinkUrl, safeImageUrl } from '../../src/text/safe-url.js';

describe('safeImageUrl', () => {
  for (const url of ['https://example.org/a.png', 'https://img.example.co.uk:8443/a', 'https://xn--fsq.xn--zckzah/'])
    it(`accepts ${url}`, () => assert.equal(safeImageUrl(url), url));
  for (const url of [
    'http://example.org/a.png',
    'https://user@example.org/',
    'https://:secret@example.org/',
    'https://192.168.1.1/cgi-bin/reboot',
    'https://10.1/',
    'https://0x7f.1/',
    'https://2130706433/',
    'https://[::1]/',
    'https://[fd00::1]/',
    'https://localhost/',
    'https://app.localhost/',
    'https://router/',
    'https://printer.local/',
    'https://printer.local./',
    'https://wiki.corp/',
    'https://nas.home.arpa/',
    'javascript:alert(1)',
    'data:image/png;base64,AA==',
    '',
  ])
    it(`refuses "${url}"`, () => assert.equal(safeImageUrl(url), ''));
  it('refuses an address of more than 1,024 characters', () => {
    const prefix = 'https://example.org/';
    assert.notEqual(safeImageUrl(prefix + 'a'.repeat(1024 - prefix.length)), '');
    assert.equal(safeImageUrl(prefix + 'a'.repeat(1025 - prefix.length)), '');
  });
});

describe('parseLinkUrl', () => {
  it('refuses a password without a user name', () =>
    assert.equal(parseLinkUrl('https://:secret@example.org/'), undefined));
});
