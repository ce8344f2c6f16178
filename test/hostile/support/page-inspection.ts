// Inspects a page with our elements while other users send hostile texts, and collects every defect: scripts that ran,
// policy violations, unexpected markup, rows without text, anything outside that moved. It sends nothing itself. It
// imports only types of the elements, so that it works on built ones, too.
import type { ChatMessage } from '../../../src/room/model/chat-message.js';
import type { DanmakuLayer, LiveChat } from '../../../src/index.js';

const KNOWN_TAGS = new Set(['A', 'BDI', 'BUTTON', 'DIV', 'IMG', 'SPAN', 'TIME']);
const FORBIDDEN_ATTRIBUTE = /^on|^srcdoc$|^formaction$|^action$/;
/** Parts of the style that elements set property by property. */
const FORBIDDEN_STYLE = /url\(|fixed|javascript|expression|@import/i;
/** https, without a user name, and from a host whose name has a dot and is no number. */
const PUBLIC_PICTURE = /^https:\/\/(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*\.?(?::\d+)?\//;
const FORBIDDEN_TAGS = 'script, iframe, object, embed, base, meta, link, form, frame';
/** The height of a comment of one line in the largest font; more would cover the picture. */
const MAX_COMMENT_PX = 100;
const INSPECTED_MESSAGES = 50;

/** Its row shows its text, and nothing else. */
export function isPlain({ kind, replyTo, segments }: ChatMessage): boolean {
  return kind === 'text' && !replyTo && segments.length === 1 && segments[0]?.kind === 'text';
}

/** Descriptions of nodes that extend outside of the message list. */
function widest(log: HTMLElement): string {
  const { left, right } = log.getBoundingClientRect();
  const out = [...log.querySelectorAll('.row *')].filter(
    (node) => node.getBoundingClientRect().right > right + 1 || node.getBoundingClientRect().left < left - 1,
  );
  return (
    out.map((node) => `.${node.className} ${JSON.stringify(node.closest('.row')?.textContent?.slice(0, 80))}`).at(-1) ??
    'no box, but ink'
  );
}

export class PageInspection {
  readonly #findings: string[] = [];
  #frame = '';
  rowsChecked = 0;

  constructor() {
    addEventListener('unhandledrejection', (event) => this.report(`unhandled rejection: ${String(event.reason)}`));
    addEventListener('error', (event) => this.report(`exception: ${event.message}`));
    document.addEventListener('securitypolicyviolation', (event) =>
      this.report(`the policy stopped ${event.violatedDirective} ${event.blockedURI}`),
    );
    for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'] as const)
      Reflect.set(window, name, () => this.report(`${name}() was called`));
  }

  report(what: string): void {
    this.#findings.push(what);
  }

  /** What was found since the last call. */
  drain(): string[] {
    return this.#findings.splice(0);
  }

  /** Everything outside of our elements must stay as it is now. */
  remember(): void {
    this.#frame = this.#outside();
  }

  /**
   * Inspects everything. `text` is the last text that was sent. A busy list is rendered five times per second: in
   * between, `isDrawn` is false and rows may be missing.
   */
  inspect(text: string, isDrawn = true): void {
    const report = (what: string): void => this.report(`${what} after ${JSON.stringify(text).slice(0, 120)}`);
    if ('pwned' in window) report('a script ran');
    if (({} as Record<string, unknown>)['polluted'] !== undefined) report('a prototype was changed');
    if (this.#outside() !== this.#frame) report(`the page around moved: ${this.#outside()} instead of ${this.#frame}`);
    for (const element of document.querySelectorAll<HTMLElement>('live-chat, danmaku-layer, like-button'))
      this.inspectTree(element, text);
    for (const chat of document.querySelectorAll('live-chat')) this.#inspectLog(chat, report, isDrawn);
    for (const layer of document.querySelectorAll('danmaku-layer')) this.#inspectLayer(layer, report);
  }

  /** The nodes inside one element. */
  inspectTree(element: HTMLElement, text: string): void {
    const report = (what: string): void =>
      this.report(`<${element.localName}> ${what} after ${JSON.stringify(text).slice(0, 120)}`);
    for (const child of element.childNodes)
      if (child.nodeType === Node.ELEMENT_NODE && !(child as Element).matches('.picture'))
        report(`has a new child ${child.nodeName}`);
    for (const node of element.shadowRoot?.querySelectorAll('*') ?? []) {
      for (const { name, value } of node.attributes) {
        if (FORBIDDEN_ATTRIBUTE.test(name) || (name === 'style' && FORBIDDEN_STYLE.test(value)))
          report(`has ${node.localName}[${name}="${value.slice(0, 60)}"]`);
      }
      if (node instanceof HTMLAnchorElement && !/^https?:$/.test(node.protocol)) report(`links to ${node.href}`);
      if (
        node instanceof HTMLImageElement &&
        node.src !== '' &&
        (!PUBLIC_PICTURE.test(node.src) || node.referrerPolicy !== 'no-referrer')
      )
        report(`shows ${node.src}`);
      if (node.matches(FORBIDDEN_TAGS)) report(`has <${node.localName}>`);
    }
  }

  #inspectLog(chat: LiveChat, report: (what: string) => void, isDrawn: boolean): void {
    const log = chat.shadowRoot?.querySelector<HTMLElement>('.log');
    if (!log) return report(`<live-chat appearance=${chat.appearance}> has no log`);
    if (log.scrollWidth > log.clientWidth + 1)
      report(`the log in ${chat.appearance} is ${log.scrollWidth - log.clientWidth}px too wide: ${widest(log)}`);
    const drawn = new Set<string>();
    for (const row of log.querySelectorAll('.row')) {
      this.rowsChecked++;
      const words = row.querySelector('.text')?.textContent ?? '';
      drawn.add(words);
      if (words.trim() === '') report(`a row in ${chat.appearance} is empty: ${row.className}`);
      const author = row.querySelector('.author');
      if (author && author.textContent?.trim() === '')
        report(`a row in ${chat.appearance} has no author: ${row.className}, ${words.slice(0, 40)}`);
      for (const node of row.querySelectorAll('*'))
        if (!KNOWN_TAGS.has(node.tagName) && !(node instanceof SVGElement))
          report(`a row in ${chat.appearance} has <${node.localName}>`);
    }
    if (!isDrawn) return;
    for (const message of chat.messages.slice(-Math.min(INSPECTED_MESSAGES, chat.maxMessages / 4))) {
      if (isPlain(message) && !drawn.has(message.text))
        report(`${chat.appearance} does not show ${JSON.stringify(message.text).slice(0, 80)}`);
    }
  }

  #inspectLayer(layer: DanmakuLayer, report: (what: string) => void): void {
    for (const item of layer.shadowRoot?.querySelectorAll<HTMLElement>('[part~=item]') ?? []) {
      if (item.textContent?.trim() === '') report('an empty comment flies');
      if (item.offsetHeight > MAX_COMMENT_PX) report(`a comment is ${item.offsetHeight}px high`);
    }
  }

  /** The positions of everything that no other user may move. */
  #outside(): string {
    const { scrollWidth, scrollHeight } = document.documentElement;
    const boxes = [...document.querySelectorAll('.box, .box > :not(like-button), .after')].map((box) =>
      Object.values(box.getBoundingClientRect().toJSON() as object)
        .map((value) => Math.round(Number(value)))
        .join(' '),
    );
    return [scrollWidth, scrollHeight, ...boxes].join(' | ');
  }
}
