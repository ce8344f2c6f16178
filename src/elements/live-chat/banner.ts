import { type ReactiveController, type ReactiveControllerHost, type TemplateResult, html, nothing, svg } from 'lit';
import type { Announcement } from '../../room/model/room-snapshot.js';
import { isSimpleMarkup, sanitizeHtml } from '../../text/sanitize-html.js';
import { icon } from '../shared/icons.js';
import type { LocalizeController } from '../shared/localize-controller.js';

/** A megaphone: an announcement. */
export const megaphoneIcon = (): TemplateResult =>
  icon(svg`<path d="M4 8.5v3l2.5.3L14.5 15V5L6.5 8.2 4 8.5ZM6.5 12l.8 3.5h2"></path><path d="M17 9v2"></path>`);

/** A chevron pointing down: fold or unfold. */
export const chevronIcon = (): TemplateResult => icon(svg`<path d="m5.5 8 4.5 4.5L14.5 8"></path>`);

// The announcement of the room, above the log. A later one takes the place of the former and is unfolded again. One
// that was
// written with the few tags of simple markup is drawn with them, once they are sanitised; any other letter by letter.

export class Banner implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #localize: LocalizeController;
  #folded: string | undefined;
  /** The announcement that was sanitised last; `drawn` is undefined while that is under way or when it failed. */
  #rich: { readonly text: string; readonly drawn: HTMLElement | undefined } | undefined;

  constructor(host: ReactiveControllerHost, words: LocalizeController) {
    this.#host = host;
    this.#localize = words;
    host.addController(this);
  }

  hostConnected(): void {
    // Needed by the interface only.
  }

  render(announcement: Announcement | undefined): TemplateResult | typeof nothing {
    if (!announcement?.text) return nothing;
    const isFolded = this.#folded === announcement.text;
    return html`
      <div class="banner ${isFolded ? 'folded' : ''}" part="banner" role="region" aria-label=${this.#localize.term('announcement')}>
        ${megaphoneIcon()}
        <p class="banner-text" dir="auto">${this.#content(announcement.text)}</p>
        <button class="icon-button fold" type="button" aria-expanded=${!isFolded} aria-label=${this.#localize.term(isFolded ? 'unfoldAnnouncement' : 'foldAnnouncement')} @click=${() => this.#fold(isFolded ? undefined : announcement.text)}>${chevronIcon()}</button>
      </div>
    `;
  }

  #content(text: string): string | HTMLElement {
    if (!isSimpleMarkup(text)) return text;
    if (this.#rich?.text !== text) {
      this.#rich = { text, drawn: undefined };
      sanitizeHtml(text).then(
        (fragment) => {
          if (this.#rich?.text !== text) return;
          const drawn = document.createElement('span');
          drawn.append(fragment);
          this.#rich = { text, drawn };
          this.#host.requestUpdate();
        },
        () => {
          // The sanitiser could not be fetched: the text stays as it was written.
        },
      );
    }
    return this.#rich.drawn ?? text;
  }

  #fold(text: string | undefined): void {
    this.#folded = text;
    this.#host.requestUpdate();
  }
}
