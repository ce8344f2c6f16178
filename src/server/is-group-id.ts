/** Whether a text can be the id of a group: 1 to 48 printable ASCII characters, Tencent's limit. */
export function isGroupId(value: unknown): value is string {
  return typeof value === 'string' && /^[\x20-\x7e]{1,48}$/.test(value);
}
