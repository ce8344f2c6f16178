import { safeImageUrl } from '../text/safe-url.js';
import type { DecodedMessage } from './decode-message.js';
import type { UntrustedJson } from './untrusted-json.js';

/** A gift, as the sender's app describes it. */
export interface Gift {
  readonly giftId: string;
  readonly name: string;
  /** https URL or ''. */
  readonly image: string;
  readonly count: number;
}

const MAX_GIFT_COUNT = 99_999;
const MAX_NAME_LENGTH = 60;

/**
 * A gift of Tencent's apps: all fields in `data` (2021–24, no count, the name in `message`), or in `data.gift` with
 * `data.giftCount` beside it (2024–25). undefined without an id and a name: there is nothing to show then.
 */
export function readGift(wire: UntrustedJson): DecodedMessage | undefined {
  const data = wire.object('data');
  const gift = data?.object('gift') ?? data;
  if (!data || !gift) return undefined;
  // Some apps number their gifts.
  const giftId = gift.string('giftId', MAX_NAME_LENGTH) || String(gift.integer('giftId') ?? '');
  const name = gift.string('giftName', MAX_NAME_LENGTH) || gift.string('message', MAX_NAME_LENGTH) || giftId;
  if (!name) return undefined;
  const count = Math.min(Math.max(data.integer('giftCount') ?? 1, 1), MAX_GIFT_COUNT);
  return { kind: 'gift', gift: { giftId, name, image: safeImageUrl(gift.string('imageUrl')), count } };
}
