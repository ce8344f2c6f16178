// For rollup's `output.manualChunks`: what several lazily fetched files need goes into the first download, so that each
// lazy file
// needs nothing but what is there already. Then a file that got lost is one file to ask for again (browsers remember a
// failed one,
// and with it everything that imports it), exports just what its import wants, and is never a step before another.

/** `main`: the module whose static imports are the first download, and the name of its chunk. */
export function lazyFiles(main, name) {
  let homes;
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
  return (id, { getModuleInfo, getModuleIds }) => (homes ??= sort(getModuleInfo, getModuleIds)).get(id);
}
