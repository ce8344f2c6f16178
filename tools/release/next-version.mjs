const PART = { major: 0, minor: 1, patch: 2 };

/**
 * `0.1.0` and `minor` give `0.2.0`. `current` returns the version unchanged, for the first release. Throws for anything
 * but three numbers and one of the four steps.
 */
export function nextVersion(version, step) {
  const numbers = /^(\d+)\.(\d+)\.(\d+)$/.exec(version)?.slice(1).map(Number);
  if (!numbers) throw new Error(`"${version}" is not a version of three numbers.`);
  if (step === 'current') return version;
  if (!Object.hasOwn(PART, step))
    throw new Error(`"${step ?? ''}" is not a step: use major, minor, patch, or current for the first release.`);
  return numbers
    .map((number, index) => (index < PART[step] ? number : index === PART[step] ? number + 1 : 0))
    .join('.');
}
