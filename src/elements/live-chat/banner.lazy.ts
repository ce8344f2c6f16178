// The announcement of the room, above the message list. A new announcement replaces the previous one and is expanded.
// An announcement that uses the few tags of simple markup is sanitised and then rendered with them; any other is shown
// as plain text. Loaded with the first announcement.
import { type ReactiveController, type TemplateResult, html, nothing, svg } from 'lit';
import type { Announcement } from '../../room/model/room-snapshot.js';
import { isSimpleMarkup, sanitizeHtml } from '../../text/sanitize-html.js';
import { adoptStyles } from '../shared/adopt-styles.js';
import { icon } from '../shared/icons.js';
import type { LocalizeController } from '../shared/localize-controller.js';
import { bannerStyles } from './banner.styles.js';
import type { ChatHost } from './chat-host.js';

/** A megaphone: an announcement. */
const megaphoneIcon = (): TemplateResult =>
  icon(svg`<path d="M4 8.5v3l2.5.3L14.5 15V5L6.5 8.2 4 8.5ZM6.5 12l.8 3.5h2"></path><path d="M17 9v2"></path>`);

/** A chevron pointing down: collapse or expand. */
const chevronIcon = (): TemplateResult => icon(svg`<path d="m5.5 8 4.5 4.5L14.5 8"></path>`);

export class Banner implements ReactiveController {
  readonly #host: ChatHost;
  readonly #localize: LocalizeController;
  readonly #appendLinkHost: (link: HTMLAnchorElement) => void;
  /** The announcement that the user collapsed. */
  #folded: string | undefined;
  /** The last announcement with markup; `element` is undefined while it is being sanitised, and if that failed. */
  #rich: { readonly text: string; readonly element: HTMLElement | undefined } | undefined;

  /**
   * `appendLinkHost` adds the host to a link. It is a parameter because a module that two lazy files import is part of
   * the first download.
   */
  constructor(host: ChatHost, localize: LocalizeController, appendLinkHost: (link: HTMLAnchorElement) => void) {
    this.#host = host;
    this.#localize = localize;
    this.#appendLinkHost = appendLinkHost;
    adoptStyles(host.renderRoot, [bannerStyles]);
    host.addController(this);
  }

  hostConnected(): void {
    // A controller needs at least one lifecycle method.
  }

  render(announcement: Announcement | undefined): TemplateResult | typeof nothing {
    if (!announcement?.text) return nothing;
    const { text } = announcement;
    const isFolded = this.#folded === text;
    const term = this.#localize.term.bind(this.#localize);
    return html`
      <div class="banner ${isFolded ? 'folded' : ''}" part="banner" role="region" aria-label=${term('announcement')}>
        ${megaphoneIcon()}
        <p class="banner-text" dir="auto">${this.#content(text)}</p>
        <button
          class="icon-button fold"
          type="button"
          aria-expanded=${!isFolded}
          aria-label=${term(isFolded ? 'unfoldAnnouncement' : 'foldAnnouncement')}
          @click=${() => this.#fold(isFolded ? undefined : text)}
          >${chevronIcon()}</button
        >
      </div>
    `;
  }

  #content(text: string): string | HTMLElement {
    if (!isSimpleMarkup(text)) return text;
    if (this.#rich?.text !== text) {
      this.#rich = { text, element: undefined };
      sanitizeHtml(text).then(
        (fragment) => {
          if (this.#rich?.text !== text) return;
          const element = document.createElement('span');
          element.append(fragment);
          element.querySelectorAll('a').forEach(this.#appendLinkHost);
          this.#rich = { text, element };
          this.#host.requestUpdate();
        },
        () => {
          // The sanitiser could not be loaded: the announcement is shown as plain text.
        },
      );
    }
    return this.#rich.element ?? text;
  }

  #fold(text: string | undefined): void {
    this.#folded = text;
    this.#host.requestUpdate();
  }
}
