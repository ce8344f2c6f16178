// Asks the demo's server for a crowd in a room. Neither function rejects: what went wrong comes back in words.

/** Who comes first meets a few people, not an empty hall. */
const FIRST_CROWD_PER_SECOND = 1;

/** @param {string} groupId @param {number} perSecond 0 sends it home @returns {Promise<string>} '' when it came */
export async function callCrowd(groupId, perSecond) {
  try {
    const response = await fetch('/api/crowd', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ groupId, perSecond }),
    });
    return response.ok ? '' : (await response.json()).detail;
  } catch (error) {
    return error.message;
  }
}

/**
 * The crowd to begin with: what the address says (`?crowd=10`); otherwise what another window chose already; otherwise
 * a few
 * people, unless the address names a room of its own.
 * @param {string} groupId
 * @returns {Promise<{ available: boolean, perSecond: number, problem: string }>} what is there now
 */
export async function firstCrowd(groupId) {
  const query = new URLSearchParams(location.search);
  try {
    const response = await fetch(`/api/crowd?groupId=${encodeURIComponent(groupId)}`);
    const { available, chosen, perSecond } = await response.json();
    const wanted = query.has('crowd')
      ? Number(query.get('crowd'))
      : chosen || query.has('room')
        ? perSecond
        : FIRST_CROWD_PER_SECOND;
    if (!available || (wanted === perSecond && !query.has('crowd'))) return { available, perSecond, problem: '' };
    const problem = await callCrowd(groupId, wanted);
    return { available, perSecond: problem ? perSecond : wanted, problem };
  } catch (error) {
    return { available: true, perSecond: 0, problem: error.message };
  }
}
