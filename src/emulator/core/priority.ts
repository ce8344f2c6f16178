/** The four priorities of a message, highest first. */
export const PRIORITIES = ['High', 'Normal', 'Low', 'Lowest'] as const;

/** A message's priority, as named on the wire. */
export type Priority = (typeof PRIORITIES)[number];

/** Reads a priority, a name or 1 to 4; anything else is Normal, as at Tencent. */
export function parsePriority(value: unknown): Priority {
  if (typeof value === 'number') return PRIORITIES[value - 1] ?? 'Normal';
  return PRIORITIES.find((name) => name === value) ?? 'Normal';
}
