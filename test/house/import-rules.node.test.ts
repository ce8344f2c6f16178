// The arrows of the house are kept by lint; here is shown that lint sees an import that runs the wrong way.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ESLint } from 'eslint';

/** A file of the folder, and what must not stand in it. */
const WRONG: readonly (readonly [file: string, code: string])[] = [
  ['src/im/im-error.ts', "import 'lit';"],
  ['src/im/im-error.ts', "import '../room/room.js';"],
  ['src/im/im-error.ts', "void import('tim-js-sdk/tim-js.es.js');"],
  ['src/room/room.ts', "import 'dompurify';"],
  ['src/room/room.ts', "import 'ws';"],
  ['src/room/room.ts', "import '../ui/terms/en.js';"],
  ['src/ui/room-host.ts', "void import('../server/index.js');"],
  ['src/ui/room-host.ts', "import '../live-chat/live-chat.js';"],
  ['src/live-chat/live-chat.ts', "import '../like-button/like-button.js';"],
  ['src/live-chat/live-chat.ts', "import '../im/tim-client.js';"],
  ['src/live-chat/live-chat.ts', "import '../emulator/index.js';"],
  ['src/server/index.ts', "import '../live-chat/live-chat.js';"],
  ['src/emulator/core/room.ts', "import 'node:fs';"],
  ['src/emulator/core/room.ts', "import '../node/start-emulator.js';"],
  ['src/emulator/core/room.ts', 'void window;'],
];

test('lint sees every import that runs against the arrows', { timeout: 110_000 }, async () => {
  process.env['TSESTREE_SINGLE_RUN'] = 'false'; // under CI the parser expects that every file is read once, from the disk
  const eslint = new ESLint();
  const unseen: string[] = [];
  for (const [filePath, code] of WRONG) {
    const [result] = await eslint.lintText(`${code}\n`, { filePath });
    if (!result?.messages.some(({ ruleId }) => ruleId?.startsWith('no-restricted-')))
      unseen.push(`${filePath}: ${code}`);
  }
  assert.deepEqual(unseen, []);
});
