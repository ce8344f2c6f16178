// A rollup plugin: each lazily loaded file gets its own copy of the small modules that several of them
// need and the first download does not have. Without it a bundler of the application puts such a module into the file
// of one of them (and renames that file's exports), or into a further file. The loss of one file is then the loss of
// all that import it, which cannot be repeated: a browser remembers the failure. In dist/cdn only the files that few
// users load have copies, and some small modules are copied; its first file has the others (lazy-files.mjs).
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { rollup } from 'rollup';

/** A copy of a module with variables of its own would not share them with the original. */
const STATE =
  /^(?:export )?(?:let|var) |^(?:export )?const \w+ = (?:\/\* @__PURE__ \*\/ )?new (?:Weak)?(?:Map|Set)\(\)/m;
const MARK = '~';

const nameOf = (lazy) => path.basename(lazy).replace(/\.lazy\.\w+$/, '');
const copyOf = (id, lazy) => path.join(path.dirname(id), `${nameOf(lazy)}${MARK}${path.basename(id)}`);
const originalOf = (id) => path.join(path.dirname(id), path.basename(id).split(MARK).at(-1));
const isCopy = (id) => path.basename(id).includes(MARK);

/** The modules of a build: what each imports statically, and which of them are loaded by `import()`. */
async function readGraph(input, external, plugins) {
  const modules = new Map();
  const record = { name: 'record', moduleParsed: (info) => void modules.set(info.id, info) };
  await (await rollup({ input, external, onwarn: () => {}, plugins: [...plugins, record] })).close();
  return modules;
}

/**
 * `first`: the modules whose static imports are the first download. `external`: what is not read for the graph.
 * `plugins`: what is needed to parse the modules. `only`: the names of the lazy files that get copies, and of the modules
 * of which each lazy file gets one; all by default.
 */
export function lazyCopies(first, external, plugins, only) {
  /** The one lazy file that a module belongs to; modules of the first download have none. */
  const owner = new Map();
  /** The modules that a lazy file gets a copy of. */
  const copied = new Map();

  return {
    name: 'lazy-copies',
    async buildStart({ input }) {
      const modules = await readGraph(input, external, plugins);
      const closure = (id, found = new Set()) => {
        if (found.has(id) || !modules.has(id)) return found;
        found.add(id);
        for (const each of modules.get(id).importedIds) closure(each, found);
        return found;
      };
      const there = new Set(first.flatMap((id) => [...closure(path.resolve(id))]));
      const users = new Map();
      const lazyFiles = [...modules.values()]
        .filter(({ id, dynamicImporters }) => dynamicImporters.length > 0 && !there.has(id))
        .map(({ id }) => ({ id, needs: [...closure(id)].filter((each) => !there.has(each)) }))
        .sort((a, b) => b.needs.length - a.needs.length);
      for (const { id, needs } of lazyFiles) {
        copied.set(id, new Set());
        for (const each of needs) users.set(each, [...(users.get(each) ?? []), id]);
      }
      for (const [id, [largest, ...others]] of users) {
        owner.set(id, largest); // it keeps the original
        for (const other of others) {
          if (only && !only.includes(nameOf(other)) && !only.includes(path.parse(id).name)) continue;
          if (STATE.test(modules.get(id).code))
            throw new Error(
              `${path.relative('', id)} holds state and is needed by ` +
                `${[largest, ...others].map(nameOf).join(', ')}: a file of the first download has to import it.`,
            );
          copied.get(other).add(id);
        }
      }
    },
    async resolveId(source, importer, options) {
      if (!importer || !source.startsWith('.')) return null;
      const lazy = isCopy(importer)
        ? [...copied.keys()].find((each) => nameOf(each) === path.basename(importer).split(MARK)[0])
        : owner.get(importer);
      if (!lazy) return null;
      const resolved = await this.resolve(source, isCopy(importer) ? originalOf(importer) : importer, {
        ...options,
        skipSelf: true,
      });
      return resolved && copied.get(lazy)?.has(resolved.id) ? copyOf(resolved.id, lazy) : resolved;
    },
    load: (id) => (isCopy(id) ? readFile(originalOf(id), 'utf8') : null),
  };
}
