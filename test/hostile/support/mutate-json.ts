// Mutates data as a broken or hostile server might: fields of another type, missing or repeated fields, impossible
// numbers, keys of prototypes, endless texts, deep nesting. The random numbers are seeded.
const DEEP = 500;

const STRANGE: readonly unknown[] = [
  null, true, false, 0, -0, -1, 1.5, 1e21, 1e300, -1e300, 2 ** 31, 2 ** 32, 2 ** 53, 8_640_000_000_001,
  '', ' ', '0', '-1', 'NaN', '1e999', '__proto__', 'constructor', 'toString', 'hasOwnProperty', '\u0000', '\uD800', '\u202E', '<img src=x onerror=window.pwned=1>', 'x'.repeat(100_000),
  [], {}, [[]], [null], [{}], ['a', 1], { length: 1e9 }, { __proto__: null, toString: 1, valueOf: 1 }, { then: 1 },
]; // prettier-ignore

function deep(): unknown {
  let value: unknown = 1;
  for (let level = 0; level < DEEP; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

/** `String()` fails for an object whose `toString` was mutated. */
function textOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

/** Every property in a value, as its object and its key. */
function placesIn(
  value: unknown,
  found: [Record<string, unknown>, string][] = [],
): [Record<string, unknown>, string][] {
  if (typeof value !== 'object' || value === null) return found;
  for (const key of Object.keys(value)) {
    found.push([value as Record<string, unknown>, key]);
    placesIn((value as Record<string, unknown>)[key], found);
  }
  return found;
}

/**
 * A copy of `value` with one to three mutations. `random` returns 0 to 1, exclusive. Properties whose key is in `kept`
 * are not changed.
 */
export function mutateJson(value: unknown, random: () => number, kept: readonly string[] = []): unknown {
  const copy: unknown = structuredClone(value);
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)];
  for (let times = 1 + Math.floor(random() * 3); times > 0; times--) {
    const place = pick(placesIn(copy).filter(([, key]) => !kept.includes(key)));
    if (!place) return copy;
    const [holder, key] = place;
    const kind = Math.floor(random() * 8);
    if (kind === 0) delete holder[key];
    else if (kind === 1) holder[key] = [holder[key]];
    else if (kind === 2) holder[key] = textOf(holder[key]);
    else if (kind === 3) holder[key] = Array.from({ length: 20 }, () => structuredClone(holder[key]));
    else if (kind === 4)
      Object.defineProperty(holder, '__proto__', {
        value: { polluted: true, [key]: 1 },
        enumerable: true,
        configurable: true,
        writable: true,
      });
    else if (kind === 5 && random() < 0.2) holder[key] = deep();
    else holder[key] = structuredClone(pick(STRANGE));
  }
  return copy;
}
