import { type ReactiveController, type TemplateResult, html, nothing, svg } from 'lit';
import { adoptStyles } from '../../shared/adopt-styles.js';
import { icon } from '../../shared/icons.js';
import type { LocalizeController } from '../../shared/localize-controller.js';
import type { LiveChat } from '../live-chat.js';
import { EMOJI_GROUPS, type Emoji, type EmojiGroup } from './emoji-data.js';
import { emojiPanelStyles } from './emoji-panel.styles.js';

/** A cross: close. */
export const closeIcon = (): TemplateResult => icon(svg`<path d="m5.5 5.5 9 9m0-9-9 9"></path>`);

// The panel of emoji: the system's own pictures, found by words of the element's language, worked by keyboard.
// Fetched when it is opened first.

export interface EmojiPanelActions {
  onPick(emoji: string): void;
  onClose(): void;
}

export class EmojiPanel implements ReactiveController {
  readonly #host: LiveChat;
  readonly #localize: LocalizeController;
  readonly #actions: EmojiPanelActions;
  #query = '';
  #isOpen = false;
  #wantsFocus = false;

  constructor(host: LiveChat, words: LocalizeController, actions: EmojiPanelActions) {
    this.#host = host;
    this.#localize = words;
    this.#actions = actions;
    adoptStyles(host.renderRoot, [emojiPanelStyles], true);
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
    // On a touch screen the search field would bring up the keyboard, over the panel.
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

  /** `refocus`: the person is done here and goes on writing. */
  close(refocus = true): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#host.requestUpdate();
    if (refocus) this.#actions.onClose();
  }

  render(): TemplateResult | typeof nothing {
    if (!this.#isOpen) return nothing;
    const found = this.#search(EMOJI_GROUPS);
    let first = true;
    return html`
      <div class="emoji-panel" role="dialog" aria-label=${this.#localize.term('emoji')} @keydown=${this.#handleKeydown} @focusout=${this.#handleFocusout}>
        <div class="emoji-head">
          <input class="emoji-search" type="search" autocomplete="off" enterkeyhint="search" aria-label=${this.#localize.term('emojiSearch')} placeholder=${this.#localize.term('emojiSearch')} .value=${this.#query} @input=${this.#handleInput} />
          <button class="icon-button" type="button" aria-label=${this.#localize.term('close')} @click=${() => this.close()}>${closeIcon()}</button>
        </div>
        <div class="emoji-list" @click=${this.#handleClick}>
          ${found.length === 0 ? html`<p class="emoji-none">${this.#localize.term('emojiNone')}</p>` : nothing}
          ${found.map(
            (group) => html`
              <div class="emoji-group" role="group" aria-label=${this.#localize.term(group.title)}>
                <div class="emoji-title" aria-hidden="true">${this.#localize.term(group.title)}</div>
                <div class="emoji-grid">
                  ${group.emoji.map((each) => {
                    const tabIndex = first ? 0 : -1;
                    first = false;
                    const name = this.#nameOf(each);
                    return html`<button class="emoji-item" type="button" tabindex=${tabIndex} data-emoji=${each.char} aria-label=${name} title=${name}>${each.char}</button>`;
                  })}
                </div>
              </div>
            `,
          )}
        </div>
      </div>
    `;
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
    const emoji =
      event.target instanceof Element ? event.target.closest<HTMLElement>('[data-emoji]')?.dataset.emoji : undefined;
    if (emoji) this.#actions.onPick(emoji);
  };

  readonly #handleFocusout = (event: FocusEvent): void => {
    const { relatedTarget } = event;
    const panel = event.currentTarget as HTMLElement;
    if (
      relatedTarget instanceof Element
        ? panel.contains(relatedTarget) || relatedTarget.closest('.emoji-button')
        : panel.matches(':hover')
    )
      return;
    // Searching takes the button away that had the focus; then it is nowhere, and the panel stays.
    if (relatedTarget === null && event.target instanceof Node && !event.target.isConnected) return;
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
    const at = buttons.indexOf(target);
    const from = buttons[at];
    if (!from) {
      if (event.key === 'ArrowDown' && target.classList.contains('emoji-search')) {
        event.preventDefault();
        buttons[0]?.focus();
      }
      return;
    }
    const forward = this.#localize.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const backward = this.#localize.dir === 'rtl' ? 'ArrowRight' : 'ArrowLeft';
    let to: HTMLElement | undefined;
    if (event.key === forward) to = buttons[at + 1];
    else if (event.key === backward) to = buttons[at - 1];
    else if (event.key === 'Home') to = buttons[0];
    else if (event.key === 'End') to = buttons.at(-1);
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp')
      to = nearestInNextLine(buttons, from, event.key === 'ArrowDown' ? 1 : -1);
    else return;
    event.preventDefault();
    to?.focus();
  };
}

/** The button above or below `from`, by where they are drawn: the grid's columns depend on the width. */
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
