import { ServiceError } from '../service-error.js';

/** Tencent's limits of a group profile's texts, in UTF-8 bytes. */
const LIMITS = { Name: 30, Introduction: 240, Notification: 300, FaceUrl: 100 } as const;
const encoder = new TextEncoder();

/** Throws ServiceError 10004 when a text of a group's profile is longer than Tencent allows. */
export function requireByteLimit(key: string, value: string): void {
  const limit = LIMITS[key as keyof typeof LIMITS];
  if (encoder.encode(value).length > limit) throw new ServiceError(10004, `${key} may have at most ${limit} bytes`);
}
