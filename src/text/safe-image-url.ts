const MAX_URL_LENGTH = 1024;

/**
 * A stranger's picture address when it is safe to ask for (https, no user name in it, at most 1,024 characters),
 * otherwise ''.
 */
export function safeImageUrl(raw: string): string {
  if (raw === '' || raw.length > MAX_URL_LENGTH || !URL.canParse(raw)) return '';
  const url = new URL(raw);
  return url.protocol === 'https:' && url.username === '' && url.password === '' ? url.href : '';
}
