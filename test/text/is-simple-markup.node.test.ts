import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isSimpleMarkup } from '../../src/text/sanitize-html.js';

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
    const started = performance.now();
    isSimpleMarkup('<a href="https://'.repeat(20_000));
    isSimpleMarkup(`<b${' '.repeat(100_000)}`);
    assert.ok(performance.now() - started < 1_000);
  });
});
