// A browser may remember a failed import for the life of the page (Chromium does; Firefox, Safari and the loaders of
// webpack and Parcel do not). The file is therefore also requested under another query, which is another module to the
// browser.

let attempts = 0;

/**
 * The export `name` of the module that `load`, a function around a literal `import()`, loads. A failure is repeated
 * twice: `load` once more, then the URL that the browser names in its error, under another query. A bundler may have
 * renamed the exports of the file behind that URL: a module without `name` counts as a failure. Rejects with the first
 * error.
 */
export function retryImport<Module, Name extends keyof Module>(
  load: () => Promise<Module>,
  name: Name,
): Promise<Module[Name]> {
  const read = (module: Module): Module[Name] => {
    if (!module[name]) throw new TypeError(`no export ${String(name)}`);
    return module[name];
  };
  return load()
    .then(read)
    .catch((error: unknown) =>
      load()
        .then(read)
        .catch(async () => {
          const url = new URL(/https?:[^\s'")]+/.exec(String(error))?.[0] ?? '');
          url.searchParams.set('again', String(attempts));
          return read((await import(/* @vite-ignore */ /* webpackIgnore: true */ url.href)) as Module);
        })
        .catch(() => {
          attempts++; // the URL of a success is kept: the next call gets the same module
          throw error;
        }),
    );
}
