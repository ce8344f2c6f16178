// For Rollup's `output.manualChunks`: modules that several lazy files need go into the first download, so that a lazy
// file needs nothing else. Then a file that failed to load is a single file to request again (browsers remember a
// failed module and all modules that import it), exports only what its import uses, and never delays another.

/** `main`: the module whose static imports are the first download. `name`: the name of its chunk. */
export function lazyFiles(main, name) {
  let assignment;
  const closureOf = (id, getModuleInfo, found = new Set()) => {
    if (!found.has(id)) {
      found.add(id);
      for (const each of getModuleInfo(id)?.importedIds ?? []) closureOf(each, getModuleInfo, found);
    }
    return found;
  };
  const sort = (getModuleInfo, getModuleIds) => {
    const there = closureOf(main, getModuleInfo);
    const users = new Map();
    for (const lazy of getModuleIds()) {
      if (there.has(lazy) || !getModuleInfo(lazy)?.dynamicImporters.length) continue;
      for (const id of closureOf(lazy, getModuleInfo)) users.set(id, (users.get(id) ?? 0) + 1);
    }
    return new Map(
      [...users].flatMap(([id, count]) => (count > 1 ? [[id, name]] : [])).concat([...there].map((id) => [id, name])),
    );
  };
  return (id, { getModuleInfo, getModuleIds }) => (assignment ??= sort(getModuleInfo, getModuleIds)).get(id);
}
