// The sanitiser of announcements with markup that changes when it is parsed again: the result has only allowed nodes,
// and stays the same however often it is serialised, parsed and sanitised. Markup with other than the simple tags is
// never parsed.
import { expect } from 'chai';
import { isSimpleMarkup, sanitizeHtml } from '../../src/text/sanitize-html.js';
import { HOSTILE_TEXTS } from '../support/hostile-texts.js';
import '../support/console-guard.js';
import { RENDERING_ATTACKS } from './support/rendering-attacks.js';
import { MUTATION_TEXTS } from './support/mutation-texts.js';

const TAGS = new Set(['A', 'B', 'BR', 'EM', 'I', 'LI', 'OL', 'P', 'S', 'SPAN', 'STRONG', 'U', 'UL']);
const ATTRIBUTES = new Set(['href', 'rel', 'target']);
/** A longer text is cut, and so is not the same. */
const CUT = 16_384;
const ALL = [...MUTATION_TEXTS, ...HOSTILE_TEXTS, ...RENDERING_ATTACKS];

/** Descriptions of nodes that must not be in a tree. */
function wrongIn(root: ParentNode): string[] {
  const wrong: string[] = [];
  for (const element of root.querySelectorAll('*')) {
    if (!TAGS.has(element.tagName) || element.namespaceURI !== 'http://www.w3.org/1999/xhtml')
      wrong.push(`<${element.tagName}>`);
    for (const { name, value } of element.attributes)
      if (!ATTRIBUTES.has(name)) wrong.push(`${element.tagName}[${name}=${value}]`);
    if (!(element instanceof HTMLAnchorElement) || !element.hasAttribute('href')) continue;
    if (!/^https?:$/.test(element.protocol) || element.username !== '' || element.password !== '')
      wrong.push(`links to ${element.href}`);
    if (element.rel !== 'noopener noreferrer nofollow ugc' || element.target !== '_blank')
      wrong.push(`${element.outerHTML} opens in the page`);
  }
  return wrong;
}

async function written(html: string): Promise<string> {
  const host = document.createElement('div');
  host.append(await sanitizeHtml(html));
  return host.innerHTML.replace(/\r\n?/g, '\n'); // as every parser reads it
}

describe('markup that changes when it is parsed again', () => {
  it('is reduced to text, emphasis, lists and links', async () => {
    for (const text of ALL) {
      const host = document.createElement('div');
      document.body.append(host);
      host.append(await sanitizeHtml(text));
      expect(wrongIn(host), text).to.deep.equal([]);
      host.remove();
    }
    expect('pwned' in window).to.equal(false);
  });

  it('is the same after it was serialised, parsed and sanitised again', async () => {
    for (const text of ALL) {
      const once = await written(text);
      const { body } = new DOMParser().parseFromString(`<div>${once}</div>`, 'text/html');
      expect(wrongIn(body.firstElementChild ?? body), text).to.deep.equal([]);
      expect(body.firstElementChild?.innerHTML, text).to.equal(once);
      expect(body.childElementCount, text).to.equal(1);
      if (once.length < CUT) expect(await written(once), text).to.equal(once);
    }
  });

  it('is not parsed at all when it has other than the simple tags', () => {
    const parsed = MUTATION_TEXTS.filter(isSimpleMarkup);
    for (const text of parsed) expect(text).to.not.match(/<(?!\/?(?:a href="https?:|a>|b>|i>|p>))/);
    expect(parsed.length).to.be.below(5);
  });
});
