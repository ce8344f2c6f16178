// Decides when a snapshot is published: at most once per animation frame, never while the tab is hidden, and at once
// when it becomes visible again. Without animation frames (Node) a timer is used.

const FRAME_MS = 16;

/** Calls `publish` once for all calls of `markChanged` within one frame. */
export class SnapshotScheduler {
  #frame: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isDirty = false;
  #isOpen = true;

  constructor(private readonly publish: () => void) {
    globalThis.document?.addEventListener('visibilitychange', this.#handleVisibility);
  }

  /** Something changed. */
  markChanged(): void {
    if (this.#isDirty || !this.#isOpen) return;
    this.#isDirty = true;
    this.#schedule();
  }

  /** Publishes now if something changed; for the few changes that must not be published late. */
  flush(): void {
    if (!this.#isDirty) return;
    this.#isDirty = false;
    this.#cancel();
    this.publish();
  }

  /** Stops listening and publishing until `open`. */
  close(): void {
    this.#isOpen = false;
    this.#isDirty = false;
    this.#cancel();
    globalThis.document?.removeEventListener('visibilitychange', this.#handleVisibility);
  }

  /** Starts again after `close`. */
  open(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    globalThis.document?.addEventListener('visibilitychange', this.#handleVisibility);
  }

  #schedule(): void {
    if (globalThis.document?.visibilityState === 'hidden') return;
    const run = (): void => this.flush();
    if (typeof requestAnimationFrame === 'function') this.#frame = requestAnimationFrame(run);
    else this.#timer = setTimeout(run, FRAME_MS);
  }

  #cancel(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.#frame = undefined;
    this.#timer = undefined;
  }

  readonly #handleVisibility = (): void => {
    if (document.visibilityState === 'visible') this.flush();
    else this.#cancel();
  };
}
