/**
 * Registers `tag`, quietly when it is taken: a page that loads us twice (CDN and bundle, two versions) keeps the first.
 * Does nothing where there is no registry (a server).
 */
export function defineElement(tag: string, constructor: CustomElementConstructor): void {
  if (typeof customElements === 'undefined' || customElements.get(tag)) return;
  customElements.define(tag, constructor);
}
