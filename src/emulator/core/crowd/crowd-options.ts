/** The language of a crowd; `mixed` is both, with some right-to-left writing. */
export type CrowdLocale = 'zh-CN' | 'en' | 'mixed';

/** A crowd of simulated viewers. The same seed and clock give the same script. */
export interface CrowdOptions {
  readonly groupId: string;
  /** Messages a second, likes and gifts included. */
  readonly perSecond: number;
  /** 1 when not given. */
  readonly seed?: number | undefined;
  /** `mixed` when not given. */
  readonly locale?: CrowdLocale | undefined;
  /** How many people the crowd is made of; about 24 to 400 by its rate when not given. */
  readonly viewers?: number | undefined;
  /** Part (0 to 1) of the messages that are likes; 0.12 when not given. */
  readonly likes?: number | undefined;
  /** Part of the messages that are gifts; 0.02 when not given. */
  readonly gifts?: number | undefined;
  /** Joins and leaves a second; a twentieth of the rate, at most 2, when not given. */
  readonly turnover?: number | undefined;
  /**
   * Over the room's limit of messages a second instead of being shed like everyone's; true when not given, as a crowd
   * is there to be seen.
   */
  readonly unlimited?: boolean | undefined;
}
