/** The language of a crowd; `mixed` is both, with some right-to-left text. */
export type CrowdLocale = 'zh-CN' | 'en' | 'mixed';

/** Options of simulated viewers. The same seed and clock give the same messages. */
export interface CrowdOptions {
  readonly groupId: string;
  /** Messages per second, including likes and gifts. */
  readonly perSecond: number;
  /** Default: 1. */
  readonly seed?: number | undefined;
  /** Default: `mixed`. */
  readonly locale?: CrowdLocale | undefined;
  /** Number of viewers. Default: 24 to 400, depending on the rate. */
  readonly viewers?: number | undefined;
  /** Fraction (0 to 1) of the messages that are likes. Default: 0.12. */
  readonly likes?: number | undefined;
  /** Fraction (0 to 1) of the messages that are gifts. Default: 0.02. */
  readonly gifts?: number | undefined;
  /** Joins and leaves per second. Default: a twentieth of the rate, at most 2. */
  readonly turnover?: number | undefined;
  /** The messages do not count towards the rate limit of the room and are never dropped. Default: true. */
  readonly unlimited?: boolean | undefined;
}
