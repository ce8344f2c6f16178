import { LitElement } from 'lit';
import { retryImport } from '../../util/retry-import.js';

/**
 * An element that can move to another document: a popup, Document Picture-in-Picture, an iframe. Browsers drop the
 * constructed style sheets of an element that is moved, and refuse those of another document.
 */
export class PortableElement extends LitElement {
  /** @internal */
  adoptedCallback(): void {
    void retryImport(() => import('./restyle.lazy.js'), 'restyle').then((restyle) => restyle(this));
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    try {
      const root = super.createRenderRoot();
      // What a server has drawn in a declarative shadow root would stay beside it, unless the page lets Lit hydrate it.
      if (!('litElementHydrateSupport' in globalThis)) {
        root.replaceChildren();
        this.renderOptions.renderBefore = null;
      }
      return root;
    } catch {
      this.adoptedCallback(); // the element was made for one document and inserted into another
      return this.shadowRoot as ShadowRoot;
    }
  }
}
