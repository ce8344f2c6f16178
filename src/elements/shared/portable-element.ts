import { LitElement } from 'lit';
import { retryImport } from '../../util/retry-import.js';
import { keepKeys } from './element-utils.js';

/**
 * An element that can move to another document: a popup, Document Picture-in-Picture, an iframe. Browsers drop the
 * constructed style sheets of an element that is moved, and refuse those of another document. Its keys stay in it.
 */
export class PortableElement extends LitElement {
  /** @internal */
  adoptedCallback(): void {
    void retryImport(() => import('./restyle.lazy.js'), 'restyle').then((restyle) => restyle(this));
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    let root: HTMLElement | DocumentFragment;
    try {
      root = super.createRenderRoot();
    } catch {
      this.adoptedCallback(); // the element was made for one document and inserted into another
      root = this.shadowRoot as ShadowRoot;
    }
    keepKeys(root);
    return root;
  }
}
