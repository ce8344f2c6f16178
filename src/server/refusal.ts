/** Thrown by the application's own `identify` or `authorize` to refuse with words for the person. */
export class Refusal extends Error {
  /** 401: not signed in; 403: signed in, and may not. */
  readonly status: 401 | 403;

  constructor(message: string, status: 401 | 403 = 403) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
  }
}
