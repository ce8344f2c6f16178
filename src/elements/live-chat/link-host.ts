/** The part of an address between `//` and the path, as it is written in a text. */
const AUTHORITY = /^(?:https?:\/\/)?([^\s/?#\\]*)/i;

/** Whether the text of a link starts with the host of its address, so that the user sees where the link leads. */
function showsHost(text: string, host: string): boolean {
  return AUTHORITY.exec(text.trim())?.[1]?.toLowerCase() === host;
}

/**
 * Adds the host of a link to its text, unless the text starts with it. A host elsewhere in the text does not count: in
 * `https://аpple.com/?xn--pple-43d.com`, with a Cyrillic letter, only the query names the real host.
 */
export function appendLinkHost(link: HTMLAnchorElement): void {
  const { host } = link;
  if (!host || showsHost(link.textContent, host)) return;
  const element = document.createElement('bdi');
  element.className = 'link-host';
  element.dir = 'ltr';
  element.textContent = ` (${host})`;
  link.append(element);
}
