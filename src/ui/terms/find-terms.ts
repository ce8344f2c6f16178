import { en } from './en.js';
import type { Terms } from './terms.js';
import { zhCn } from './zh-cn.js';
import { zhTw } from './zh-tw.js';

const TRADITIONAL = /^zh-(?:[a-z-]*hant|tw|hk|mo)\b/i;

/** The texts for a BCP 47 language tag; English for a language that is not among ours. */
export function findTerms(lang: string): Terms {
  if (!/^zh\b/i.test(lang)) return en;
  return TRADITIONAL.test(lang) ? zhTw : zhCn;
}
