import { expect } from 'chai';
import { defineElement } from '../../../src/elements/shared/element-utils.js';
import '../../support/console-guard.js';

describe('defineElement', () => {
  it('registers a tag', () => {
    class First extends HTMLElement {}
    defineElement('define-element-first', First);
    expect(document.createElement('define-element-first')).to.be.instanceOf(First);
  });

  it('keeps the first registration, without a warning', () => {
    class First extends HTMLElement {}
    class Second extends HTMLElement {}
    defineElement('define-element-twice', First);
    defineElement('define-element-twice', Second);
    expect(customElements.get('define-element-twice')).to.equal(First);
  });
});
