// Controls the simulated viewers of a room on the demo server. Neither function rejects; both return a text for an
// error.

/** Rate in a room without a chosen rate, so that it is not empty, messages per second. */
const DEFAULT_PER_SECOND = 1;

/** @param {string} groupId @param {number} perSecond 0 stops it @returns {Promise<string>} the error, or '' */
export async function setCrowdRate(groupId, perSecond) {
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
 * Starts the simulated viewers: at the rate in the URL (`?crowd=10`), at the rate that another window has chosen, or at
 * the default, unless the URL names a room.
 * @param {string} groupId
 * @returns {Promise<{ available: boolean, perSecond: number, problem: string }>} the present state
 */
export async function startCrowd(groupId) {
  const query = new URLSearchParams(location.search);
  try {
    const response = await fetch(`/api/crowd?groupId=${encodeURIComponent(groupId)}`);
    const { available, chosen, perSecond } = await response.json();
    const wanted = query.has('crowd')
      ? Number(query.get('crowd'))
      : chosen || query.has('room')
        ? perSecond
        : DEFAULT_PER_SECOND;
    if (!available || (wanted === perSecond && !query.has('crowd'))) return { available, perSecond, problem: '' };
    const problem = await setCrowdRate(groupId, wanted);
    return { available, perSecond: problem ? perSecond : wanted, problem };
  } catch (error) {
    return { available: true, perSecond: 0, problem: error.message };
  }
}
