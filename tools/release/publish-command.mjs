/** Hosts whose CI the registry accepts for provenance. */
const PROVABLE =
  /^(?:git\+)?(?:https:\/\/|ssh:\/\/git@|git@)(?:github|gitlab)\.com[/:]|^(?:github|gitlab):|^[\w.-]+\/[\w.-]+$/;

/**
 * The command that publishes: with provenance, or without it when `isUnproven`. Throws when provenance is wanted and
 * `repository` in package.json does not name a supported host.
 */
export function publishCommand({ repository }, isUnproven = false) {
  if (isUnproven) return 'npm publish --provenance=false';
  const url = typeof repository === 'string' ? repository : repository?.url;
  const remedy =
    'Set "repository" to where CI builds the release, as {"type": "git", "url": "git+https://…"}, or say ' +
    '--without-provenance.';
  if (!url)
    throw new Error(
      'package.json names no "repository", so nobody could check the proof of where the package was built, and the ' +
        `registry would refuse it. ${remedy}`,
    );
  if (!PROVABLE.test(url))
    throw new Error(
      `The registry takes proofs of origin from GitHub and GitLab only, and "repository" is ${url}. ${remedy}`,
    );
  return 'npm publish';
}
