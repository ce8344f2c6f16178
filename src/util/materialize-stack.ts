/**
 * Makes the browser write an error's stack down now. V8 does so when it is read first, and until then keeps the
 * functions that
 * were under way, and all that they hold: an error that is kept for hours would keep a dead SDK with it.
 */
export function materializeStack(error: Error): void {
  void error.stack;
}
