import { LIKES_ATTRIBUTE } from './likes-attribute.js';

/** The total that the application's server keeps, or undefined when it keeps none. */
export function readLikeTotal(attributes: Readonly<Record<string, string>>): number | undefined {
  const text = attributes[LIKES_ATTRIBUTE];
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
