// The emoji panel: the emoji of the system font, with a search in the language of the element, usable by keyboard.
// Loaded when it is first opened.
import { type ReactiveController, type TemplateResult, html, nothing, svg } from 'lit';
import { adoptStyles } from '../../shared/adopt-styles.js';
import { icon } from '../../shared/icons.js';
import type { LocalizeController } from '../../shared/localize-controller.js';
import type { TermKey } from '../../shared/terms/terms.js';
import type { ChatHost } from '../chat-host.js';
import { EMOJI_GROUPS, type Emoji, type EmojiGroup } from './emoji-data.js';
import { emojiPanelStyles } from './emoji-panel.styles.js';
import { closestElement } from '../../shared/dom-events.js';
import { isElement } from '../../shared/element-utils.js';

const closeIcon = (): TemplateResult => icon(svg`<path d="m5.5 5.5 9 9m0-9-9 9"></path>`);

export interface EmojiPanelCallbacks {
  onPick(emoji: string): void;
  onClose(): void;
}

export class EmojiPanel implements ReactiveController {
  readonly #host: ChatHost;
  readonly #localize: LocalizeController<TermKey>;
  readonly #callbacks: EmojiPanelCallbacks;
  #query = '';
  #isOpen = false;
  #wantsFocus = false;

  constructor(host: ChatHost, localize: LocalizeController<TermKey>, callbacks: EmojiPanelCallbacks) {
    this.#host = host;
    this.#localize = localize;
    this.#callbacks = callbacks;
    adoptStyles(host.renderRoot, [emojiPanelStyles]);
    host.addController(this);
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  hostDisconnected(): void {
    this.#isOpen = false;
  }

  hostUpdated(): void {
    if (!this.#wantsFocus || !this.#isOpen) return;
    this.#wantsFocus = false;
    // On a touch screen the search field would open the keyboard, which covers the panel.
    if (matchMedia('(hover: hover)').matches) this.#root?.querySelector<HTMLElement>('.emoji-search')?.focus();
    else this.#buttons[0]?.focus();
  }

  toggle(): void {
    if (this.#isOpen) return this.close();
    this.#isOpen = true;
    this.#wantsFocus = true;
    this.#query = '';
    this.#host.requestUpdate();
  }

  /** `refocus`: the user continues in the composer. */
  close(refocus = true): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#host.requestUpdate();
    if (refocus) this.#callbacks.onClose();
  }

  render(): TemplateResult | typeof nothing {
    if (!this.#isOpen) return nothing;
    const found = this.#search(EMOJI_GROUPS);
    const term = this.#localize.term.bind(this.#localize);
    return html`
      <div
        class="emoji-panel"
        role="dialog"
        aria-label=${term('emoji')}
        @keydown=${this.#handleKeydown}
        @focusout=${this.#handleFocusout}
      >
        <div class="emoji-head">
          <input
            class="emoji-search"
            type="search"
            autocomplete="off"
            enterkeyhint="search"
            aria-label=${term('emojiSearch')}
            placeholder=${term('emojiSearch')}
            .value=${this.#query}
            @input=${this.#handleInput}
          />
          <button class="icon-button" type="button" aria-label=${term('close')} @click=${() => this.close()}
            >${closeIcon()}</button
          >
        </div>
        <div class="emoji-list" @click=${this.#handleClick}>
          ${found.length === 0 ? html`<p class="emoji-none">${term('emojiNone')}</p>` : nothing}
          ${found.map(
            (group, index) => html`
              <div class="emoji-group" role="group" aria-label=${term(group.title)}>
                <div class="emoji-title" aria-hidden="true">${term(group.title)}</div>
                <div class="emoji-grid">
                  ${group.emoji.map((emoji, column) => this.#renderEmoji(emoji, index + column === 0))}
                </div>
              </div>
            `,
          )}
        </div>
      </div>
    `;
  }

  /** Only the first emoji is a tab stop; the arrow keys move to the others. */
  #renderEmoji(emoji: Emoji, isFirst: boolean): TemplateResult {
    const name = this.#nameOf(emoji);
    return html`<button
      class="emoji-item"
      type="button"
      tabindex=${isFirst ? 0 : -1}
      data-emoji=${emoji.char}
      aria-label=${name}
      title=${name}
      >${emoji.char}</button
    >`;
  }

  #nameOf({ english, chinese }: Emoji): string {
    return (/^zh\b/i.test(this.#localize.lang) ? chinese.split(' ')[0] : english) ?? english;
  }

  #search(groups: readonly EmojiGroup[]): readonly EmojiGroup[] {
    const query = this.#query.trim().toLowerCase();
    if (query === '') return groups;
    return groups
      .map((group) => ({
        ...group,
        emoji: group.emoji.filter(
          ({ char, english, chinese }) =>
            char === query || ` ${english} ${chinese}`.includes(/^[a-z]/.test(query) ? ` ${query}` : query),
        ),
      }))
      .filter((group) => group.emoji.length > 0);
  }

  get #root(): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>('.emoji-panel');
  }

  get #buttons(): readonly HTMLElement[] {
    return [...(this.#root?.querySelectorAll<HTMLElement>('.emoji-item') ?? [])];
  }

  readonly #handleInput = (event: InputEvent): void => {
    this.#query = (event.target as HTMLInputElement).value;
    this.#host.requestUpdate();
  };

  readonly #handleClick = (event: MouseEvent): void => {
    const emoji = closestElement(event.target, '[data-emoji]')?.dataset.emoji;
    if (emoji) this.#callbacks.onPick(emoji);
  };

  readonly #handleFocusout = (event: FocusEvent): void => {
    const { relatedTarget } = event;
    const panel = event.currentTarget as HTMLElement;
    if (
      isElement(relatedTarget)
        ? panel.contains(relatedTarget) || relatedTarget.closest('.emoji-button')
        : panel.matches(':hover')
    )
      return;
    // A search may remove the focused button; then nothing has the focus, and the panel stays open.
    if (relatedTarget === null && isElement(event.target) && !event.target.isConnected) return;
    this.close(false);
  };

  readonly #handleKeydown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      this.close();
      return;
    }
    const buttons = this.#buttons;
    const target = event.target as HTMLElement;
    const index = buttons.indexOf(target);
    const from = buttons[index];
    if (!from) {
      if (event.key === 'ArrowDown' && target.classList.contains('emoji-search')) {
        event.preventDefault();
        buttons[0]?.focus();
      }
      return;
    }
    const forward = this.#localize.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const backward = this.#localize.dir === 'rtl' ? 'ArrowRight' : 'ArrowLeft';
    let next: HTMLElement | undefined;
    if (event.key === forward) next = buttons[index + 1];
    else if (event.key === backward) next = buttons[index - 1];
    else if (event.key === 'Home') next = buttons[0];
    else if (event.key === 'End') next = buttons.at(-1);
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp')
      next = nearestInNextLine(buttons, from, event.key === 'ArrowDown' ? 1 : -1);
    else return;
    event.preventDefault();
    next?.focus();
  };
}

/** The button above or below `from`, by its position on the screen: the columns of the grid depend on the width. */
function nearestInNextLine(buttons: readonly HTMLElement[], from: HTMLElement, step: 1 | -1): HTMLElement | undefined {
  const { offsetTop: top, offsetLeft: left } = from;
  let lineTop: number | undefined;
  let best: HTMLElement | undefined;
  for (let index = buttons.indexOf(from) + step; index >= 0 && index < buttons.length; index += step) {
    const button = buttons[index];
    if (!button || button.offsetTop === top) continue;
    lineTop ??= button.offsetTop;
    if (button.offsetTop !== lineTop) break;
    if (!best || Math.abs(button.offsetLeft - left) < Math.abs(best.offsetLeft - left)) best = button;
  }
  return best;
}
