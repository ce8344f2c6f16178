// A dynamic import that failed stays failed for the life of the page in browsers that remember it (Chromium 147 does):
// one lost
// packet would end the chat until the page is reloaded. Another address of the same file is another module to them.

let attempts = 0;

/**
 * What `load`, a function around a literal `import()`, resolves to. When that fails, the address that the browser names
 * in its
 * error is asked once more under another query. Rejects with the first error when that fails too, or no address is
 * named.
 */
export async function retryImport<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    const address = /https?:\/\/[^\s'"]+/.exec(String(error))?.[0];
    if (address === undefined) throw error;
    const another = new URL(address);
    another.searchParams.set('again', String(++attempts));
    try {
      return (await import(/* @vite-ignore */ /* webpackIgnore: true */ another.href)) as T;
    } catch {
      throw error;
    }
  }
}

/** For elements, which do not speak with im/: their parts are fetched late too. */
