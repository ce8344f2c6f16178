import { test } from 'node:test';
import { JSDOM } from 'jsdom';
import { installGlobals, mountAll } from './support/mount.js';

test('the elements can be made, mounted and removed in jsdom', async () => {
  const { window } = new JSDOM('<!doctype html><body></body>', { url: 'http://localhost/', pretendToBeVisual: true });
  installGlobals(window);
  await mountAll();
});
