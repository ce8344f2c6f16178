import type { TestContext } from 'node:test';

/** Gives Node a `sessionStorage` for one test. Returns what it holds. */
export function useSessionStorage(test: TestContext): Map<string, string> {
  const stored = new Map<string, string>();
  Object.assign(globalThis, {
    sessionStorage: {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => void stored.set(key, value),
      removeItem: (key: string) => void stored.delete(key),
    },
  });
  test.after(() => Reflect.deleteProperty(globalThis, 'sessionStorage'));
  return stored;
}
