// Which addresses of strangers are used: for links that a user may click, and for images that the page loads.

const MAX_URL_LENGTH = 1024;

/** A user name in an address makes its host look like another one: `https://bank.example@evil.example`. */
function hasUserName({ username, password }: URL): boolean {
  return username !== '' || password !== '';
}

/** The parsed address of a link; undefined when it is not a web address with a host, or contains a user name. */
export function parseLinkUrl(raw: string): URL | undefined {
  if (raw.length > MAX_URL_LENGTH || !URL.canParse(raw)) return undefined;
  const url = new URL(raw);
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  return isWeb && url.host !== '' && !hasUserName(url) ? url : undefined;
}

/** A name with a dot whose last label is a word: no address in digits, no `localhost`, no `router`. */
const PUBLIC_HOST = /\.(?!(?:localhost|local|lan|internal|intranet|home|corp|private|arpa)\.?$)[a-z][^.]*\.?$/;

/**
 * The address of an image if it is safe to load (https, no user name, at most 1,024 characters, a host with a public
 * name), otherwise ''. A request to a private host would come from inside the reader's network.
 */
export function safeImageUrl(raw: string): string {
  if (raw.length > MAX_URL_LENGTH || !URL.canParse(raw)) return '';
  const url = new URL(raw);
  return url.protocol === 'https:' && PUBLIC_HOST.test(url.hostname) && !hasUserName(url) ? url.href : '';
}
