// A dynamic import that failed stays failed for the life of the page in browsers that remember it (Chromium 147 does):
// one lost packet would end the chat until the page is reloaded. The same file under another address is another module.

let attempts = 0;

/**
 * Resolves to what `load`, a function around a literal `import()`, resolves to. When that fails, the address in the
 * browser's error is imported once more with another query. Rejects with the first error when that fails too, or when
 * the error has no address.
 */
export async function retryImport<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    const address = /https?:\/\/[^\s'"]+/.exec(String(error))?.[0];
    if (address === undefined) throw error;
    const retryAddress = new URL(address);
    retryAddress.searchParams.set('again', String(++attempts));
    try {
      return (await import(/* @vite-ignore */ /* webpackIgnore: true */ retryAddress.href)) as T;
    } catch {
      throw error;
    }
  }
}
