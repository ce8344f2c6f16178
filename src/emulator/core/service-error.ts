/** A request that the service refuses, with Tencent's error code and words for the developer. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly code: number;
  /** More fields for the answer's body. */
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(code: number, message: string, extra: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.extra = extra;
  }
}
