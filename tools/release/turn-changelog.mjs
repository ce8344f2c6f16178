const UNRELEASED = '## [Unreleased]';

/**
 * Puts what stands under *Unreleased* under the version, and leaves an empty *Unreleased*. Throws when there is nothing
 * to tell.
 */
export function turnChangelog(text, version, day) {
  const start = text.indexOf(UNRELEASED);
  if (start < 0) throw new Error(`CHANGELOG.md lacks the heading "${UNRELEASED}".`);
  const rest = text.slice(start + UNRELEASED.length);
  const end = rest.search(/^## /m);
  if (!/^- /m.test(end < 0 ? rest : rest.slice(0, end)))
    throw new Error('CHANGELOG.md tells of nothing under "Unreleased": there is nothing to release.');
  if (rest.includes(`## [${version}]`)) throw new Error(`CHANGELOG.md has a ${version} already.`);
  return `${text.slice(0, start)}${UNRELEASED}\n\n## [${version}] - ${day}${rest}`;
}
