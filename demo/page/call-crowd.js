// Asks the demo's server for a crowd in a room. Never rejects: what went wrong comes back in words.

/** @param {string} groupId @param {number} perSecond 0 sends it home @returns {Promise<string>} '' when it came */
export async function callCrowd(groupId, perSecond) {
  try {
    const response = await fetch('/api/crowd', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ groupId, perSecond }) });
    return response.ok ? '' : (await response.json()).detail;
  } catch (error) {
    return error.message;
  }
}
