// Message lists written for this benchmark: the lowest cost of the feed, and the cost of the simplest implementation.
// Also the peers, each used as its documentation describes.

export interface Line {
  readonly author: string;
  readonly text: string;
}

export interface Drawer {
  add(lines: readonly Line[]): void;
}

const HAND_ROWS = 500;

function handRow({ author, text }: Line): HTMLElement {
  const row = document.createElement('div');
  const name = document.createElement('b');
  name.textContent = author;
  row.append(name, ' ', text);
  return row;
}

function scroller(box: HTMLElement): HTMLElement {
  const log = document.createElement('div');
  log.className = 'hand';
  box.append(log);
  return log;
}

/** Appends each message on arrival, and removes rows beyond 500. */
function handAppend(box: HTMLElement): Drawer {
  const log = scroller(box);
  return {
    add(lines) {
      for (const line of lines) log.append(handRow(line));
      while (log.childElementCount > HAND_ROWS) log.firstElementChild?.remove();
      log.scrollTop = log.scrollHeight;
    },
  };
}

/** At most 30 rows per second, once per frame; the other messages are counted. */
function handShed(box: HTMLElement): Drawer {
  const log = scroller(box);
  const waiting: Line[] = [];
  let allowed = 30;
  let last = performance.now();
  let isScheduled = false;
  const draw = (): void => {
    isScheduled = false;
    const now = performance.now();
    allowed = Math.min(30, allowed + ((now - last) * 30) / 1000);
    last = now;
    const take = waiting.splice(0).slice(-Math.floor(allowed));
    allowed -= take.length;
    if (take.length === 0) return;
    for (const line of take) log.append(handRow(line));
    while (log.childElementCount > HAND_ROWS) log.firstElementChild?.remove();
    log.scrollTop = log.scrollHeight;
  };
  return {
    add(lines) {
      waiting.push(...lines);
      if (isScheduled) return;
      isScheduled = true;
      requestAnimationFrame(draw);
    },
  };
}

/** All lists of the benchmark except ours, by name. */
export const floors: Readonly<Record<string, (box: HTMLElement) => Drawer | Promise<Drawer>>> = {
  'hand append': handAppend,
  'hand shedding': handShed,
  chatscope: async (box) => (await import('./peer-chatscope.js')).chatscope(box),
  'deep-chat': async (box) => (await import('./peer-deep-chat.js')).deepChat(box),
};
