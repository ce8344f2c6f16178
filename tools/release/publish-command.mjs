/** Hosts whose CI the registry accepts a proof of origin from. */
const PROVABLE =
  /^(?:git\+)?(?:https:\/\/|ssh:\/\/git@|git@)(?:github|gitlab)\.com[/:]|^(?:github|gitlab):|^[\w.-]+\/[\w.-]+$/;

/**
 * The command that publishes: with the proof of which commit the package was built from, or, when `isUnproven`, openly
 * without.
 * Throws in words when the proof is wanted and `repository` in package.json does not name where that commit is.
 */
export function publishCommand({ repository }, isUnproven = false) {
  if (isUnproven) return 'npm publish --provenance=false';
  const url = typeof repository === 'string' ? repository : repository?.url;
  const remedy =
    'Set "repository" to where CI builds the release, as {"type": "git", "url": "git+https://…"}, or say --without-provenance.';
  if (!url)
    throw new Error(
      `package.json names no "repository", so nobody could check the proof of where the package was built, and the registry would refuse it. ${remedy}`,
    );
  if (!PROVABLE.test(url))
    throw new Error(
      `The registry takes proofs of origin from GitHub and GitLab only, and "repository" is ${url}. ${remedy}`,
    );
  return 'npm publish';
}
