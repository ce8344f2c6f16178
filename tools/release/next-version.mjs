const PART = { major: 0, minor: 1, patch: 2 };

/** `0.1.0` and `minor` give `0.2.0`. Throws in words for anything else than three numbers and one of the three steps. */
export function nextVersion(version, step) {
  const numbers = /^(\d+)\.(\d+)\.(\d+)$/.exec(version)?.slice(1).map(Number);
  if (!numbers) throw new Error(`"${version}" is no version of three numbers.`);
  if (!Object.hasOwn(PART, step)) throw new Error(`"${step ?? ''}" is no step: say major, minor or patch.`);
  return numbers.map((number, index) => (index < PART[step] ? number : index === PART[step] ? number + 1 : 0)).join('.');
}
