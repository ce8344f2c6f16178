import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CUSTOM_FORMATS } from '../../src/protocol/legacy-formats.js';
import { UntrustedJson } from '../../src/protocol/untrusted-json.js';
import type { ImCustomMessage } from '../../src/im/im-client.js';

function read(fields: object) {
  const data = JSON.stringify(fields);
  const wire = UntrustedJson.parse(data);
  assert.ok(wire);
  const format = CUSTOM_FORMATS.find((each) => each.matches(wire));
  return format?.read(wire, { kind: 'custom', data } as ImCustomMessage)?.kind;
}

describe('messages of TUILiveRoom', () => {
  it('are ignored exactly for the numbers of the stage, and otherwise passed to the page', () => {
    const kind = (action: number) => read({ version: '1.0', action });
    for (const action of [100, 103, 200, 202, 400]) assert.equal(kind(action), 'ignored', String(action));
    for (const action of [99, 104, 199, 203, 399, 401]) assert.equal(kind(action), undefined, String(action));
  });
});
