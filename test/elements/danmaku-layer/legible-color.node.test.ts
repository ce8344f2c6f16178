import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { legibleColor } from '../../../src/elements/danmaku-layer/comment.js';

describe('legibleColor', () => {
  it('keeps light colours as they are', () => {
    assert.equal(legibleColor('#FFcc00'), '#ffcc00');
    assert.equal(legibleColor('#fc0'), '#ffcc00');
  });

  it('lightens colours that are not legible against the outline, and keeps their hue', () => {
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

  it('accepts only plain hex colours', () => {
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
