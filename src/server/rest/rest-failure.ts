/** Failures that have no number of Tencent's: negative, so that they never meet one. */
export const REST_FAILURE = {
  /** No connection, or it broke. */
  network: -1,
  /** No answer within the time limit. */
  timeout: -2,
  /** An answer that is not Tencent's (a proxy's page, another service). */
  notTencent: -3,
} as const;
