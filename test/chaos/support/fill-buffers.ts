import { setTimeout as wait } from 'node:timers/promises';
import type { EmulatedApp } from '../../../src/emulator/core/emulated-app.js';
import { writeTextExtras } from '../../../src/protocol/text-message.js';

/** A room remembers 4,096 ids, two of each text, and shows 45 texts per second, 500 of which it keeps. */
const SECONDS = 12;
const TEXTS_A_SECOND = 250;

/** Sends enough messages to fill every bounded buffer of every user in the room. `meanwhile` runs once per second. */
export async function fillBuffers(app: EmulatedApp, groupId: string, meanwhile: () => Promise<void>): Promise<void> {
  for (let second = 0; second < SECONDS; second++) {
    for (let index = 0; index < TEXTS_A_SECOND; index++) {
      const name = `filler-${second}-${index}`;
      await app.sendText(groupId, `${name} has something to say`, {
        from: `filler-${index % 20}`,
        unlimited: true,
        cloudCustomData: writeTextExtras({ clientMessageId: name }),
      });
    }
    await Promise.all([wait(1_000), meanwhile()]);
  }
}
