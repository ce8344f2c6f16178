import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isSimpleMarkup } from '../../src/text/sanitize-html.js';
import { superlinearity } from '../support/cpu-time.js';

describe('isSimpleMarkup', () => {
  it('accepts the few tags of an announcement', () => {
    for (const text of [
      '<b>Tonight</b> at eight',
      'one<br>two',
      '<ul><li>a</li></ul>',
      'see <a href="https://example.com/x?y=1">here</a>',
    ])
      assert.equal(isSimpleMarkup(text), true, text);
  });

  it('refuses all other markup, which is shown as text', () => {
    for (const text of [
      '',
      'plain',
      '1 < 2',
      'a <b',
      '<script>alert(1)</script>',
      '<b onclick=x>y</b>',
      '<b>x</b><img src=x>',
      '<a href="javascript:alert(1)">x</a>',
      '<a href=https://example.com>x</a>',
      '&lt;b&gt;',
    ])
      assert.equal(isSimpleMarkup(text), false, text);
  });

  it('takes a number of steps proportional to the length', () => {
    for (const unit of ['<a href="https://', ' ', '<b', '</'])
      assert.equal(
        superlinearity(isSimpleMarkup, (length) => `<b${unit.repeat(length / unit.length)}`, 200_000),
        undefined,
      );
  });
});
