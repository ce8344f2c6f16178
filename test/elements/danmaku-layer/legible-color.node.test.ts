import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { legibleColor } from '../../../src/elements/danmaku-layer/legible-color.js';

describe('legibleColor', () => {
  it('leaves light colours as they are', () => {
    assert.equal(legibleColor('#FFcc00'), '#ffcc00');
    assert.equal(legibleColor('#fc0'), '#ffcc00');
  });

  it('lifts colours that could not be read against the outline, and keeps their hue', () => {
    assert.equal(
      legibleColor('#000')
        .slice(1)
        .replace(/(..)\1\1/, 'grey'),
      'grey',
    );
    const blue = legibleColor('#0000ff');
    assert.match(blue, /^#([\da-f]{2})\1ff$/);
    assert.notEqual(blue, '#0000ff');
  });

  it('takes nothing that is not a plain hex colour', () => {
    for (const wrong of [
      'red',
      '#12',
      '#12345',
      '#1234567',
      '#ff0;background:url(//x)',
      'var(--x)',
      '',
      undefined,
      null,
      7,
      {},
    ])
      assert.equal(legibleColor(wrong), '');
  });
});
