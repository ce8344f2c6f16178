import { test } from 'node:test';
import { Window } from 'happy-dom';
import { installGlobals, mountAll } from './support/mount.js';

test('the elements can be made, mounted and removed in happy-dom', async () => {
  installGlobals(new Window({ url: 'http://localhost/' }));
  await mountAll();
});
