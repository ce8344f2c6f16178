/** The key with which a member asks for a room's events. It says all there is, so that it survives a restart. */
export function pollKey(groupId: string, reader: string): string {
  return `k|${encodeURIComponent(groupId)}|${encodeURIComponent(reader)}`;
}

/** Reads a key; undefined when it is not one. Readers whose name begins with `~` have no login. */
export function parsePollKey(key: string): { groupId: string; reader: string } | undefined {
  const [mark, groupId, reader] = key.split('|');
  if (mark !== 'k' || !groupId || !reader) return undefined;
  try {
    return { groupId: decodeURIComponent(groupId), reader: decodeURIComponent(reader) };
  } catch {
    return undefined; // a percent sign that stands for nothing: not one of our keys
  }
}
