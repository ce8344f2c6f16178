/** Thrown by the application's own `identify` or `authorize` to refuse with a message for the user. */
export class Refusal extends Error {
  /** 401: not signed in; 403: signed in, but not allowed. */
  readonly status: 401 | 403;

  constructor(message: string, status: 401 | 403 = 403) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
  }
}

export interface HttpProblemOptions {
  headers?: Record<string, string>;
  /** A short name for the cause, for code to branch on. */
  code?: string;
  /** More members of the problem's JSON. */
  fields?: Readonly<Record<string, string | number>>;
  cause?: unknown;
}

/**
 * A refusal that becomes a response in the form of RFC 9457. Its message is for the caller: no stack, no key, nothing
 * of the request.
 */
export class HttpProblem extends Error {
  readonly status: number;
  readonly title: string;
  readonly code: string | undefined;
  readonly headers: Record<string, string>;
  readonly fields: Readonly<Record<string, string | number>>;

  constructor(
    status: number,
    title: string,
    detail: string,
    { headers = {}, code, fields = {}, cause }: HttpProblemOptions = {},
  ) {
    super(detail, { cause });
    this.name = 'HttpProblem';
    this.status = status;
    this.title = title;
    this.code = code;
    this.fields = fields;
    this.headers = headers;
  }

  /** The response, with `extraHeaders` added. */
  toResponse(extraHeaders: Record<string, string> = {}): Response {
    const body = {
      ...this.fields,
      type: 'about:blank',
      title: this.title,
      status: this.status,
      detail: this.message,
      ...(this.code !== undefined && { code: this.code }),
    };
    return new Response(JSON.stringify(body), {
      status: this.status,
      headers: {
        ...extraHeaders,
        ...this.headers,
        'Content-Type': 'application/problem+json',
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
      },
    });
  }
}
