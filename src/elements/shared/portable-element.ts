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
      return super.createRenderRoot();
    } catch {
      this.adoptedCallback(); // the element was made for one document and inserted into another
      return this.shadowRoot as ShadowRoot;
    }
  }
}
