import type { Plan } from '../settings.js';

/**
 * What a plan has paid for, least significant bit last: 2 history, 4 messages to some members, 6 member list, 11 ban,
 * 15 counters.
 */
export function purchaseBits(plan: Plan): string {
  return plan === 'ultimate' ? '1111111111111111' : '0000000000000000';
}
