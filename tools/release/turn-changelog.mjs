const UNRELEASED = '## [Unreleased]';

/**
 * Moves the entries under *Unreleased* to the new version and leaves an empty *Unreleased*. Throws when there are none.
 */
export function turnChangelog(text, version, day) {
  const start = text.indexOf(UNRELEASED);
  if (start < 0) throw new Error(`CHANGELOG.md has no heading "${UNRELEASED}".`);
  const rest = text.slice(start + UNRELEASED.length);
  const end = rest.search(/^## /m);
  if (!/^- /m.test(end < 0 ? rest : rest.slice(0, end)))
    throw new Error('CHANGELOG.md has no entries under "Unreleased": there is nothing to release.');
  if (rest.includes(`## [${version}]`)) throw new Error(`CHANGELOG.md already has ${version}.`);
  return `${text.slice(0, start)}${UNRELEASED}\n\n## [${version}] - ${day}${rest}`;
}
