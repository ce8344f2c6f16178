import { expect } from 'chai';
import { sanitizeHtml } from '../../src/text/sanitize-html.js';
import '../support/console-guard.js';
import { HOSTILE_TEXTS } from '../support/hostile-texts.js';

const TAGS = new Set(['A', 'B', 'BR', 'EM', 'I', 'LI', 'OL', 'P', 'S', 'SPAN', 'STRONG', 'U', 'UL']);

describe('sanitizeHtml', () => {
  it('keeps text, emphasis and links', async () => {
    const host = document.createElement('div');
    host.append(
      await sanitizeHtml(
        '<p>Tonight: <b>cats</b>, see <a href="https://example.org/x" onclick="alert(1)">here</a></p>',
      ),
    );
    expect(host.textContent).to.equal('Tonight: cats, see here');
    const link = host.querySelector('a');
    expect(link?.getAttributeNames().sort()).to.deep.equal(['href', 'rel', 'target']);
    expect(link?.rel).to.equal('noopener noreferrer nofollow ugc');
  });

  it('returns nothing that runs, loads or covers other content for hostile texts', async () => {
    const asked = performance.getEntriesByType('resource').length;
    for (const text of HOSTILE_TEXTS) {
      const host = document.createElement('div');
      document.body.append(host);
      host.append(await sanitizeHtml(text));
      for (const element of host.querySelectorAll('*')) {
        expect(TAGS.has(element.tagName), element.tagName).to.equal(true);
        for (const { name, value } of element.attributes) {
          expect(['href', 'rel', 'target']).to.include(name);
          if (name === 'href') expect(value).to.match(/^https?:\/\//);
        }
      }
      host.remove();
    }
    expect('pwned' in window).to.equal(false);
    const foreign = performance
      .getEntriesByType('resource')
      .slice(asked)
      .filter(({ name }) => !name.startsWith(location.origin));
    expect(foreign.map(({ name }) => name)).to.deep.equal([]);
  });
});
