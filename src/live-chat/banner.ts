// The announcement of the room, above the log. A later one takes the place of the former and is unfolded again.
import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Announcement } from '../room/room-snapshot.js';
import { chevronIcon } from '../ui/icons/chevron-icon.js';
import { megaphoneIcon } from '../ui/icons/megaphone-icon.js';
import type { LocalizeController } from '../ui/localize-controller.js';

export class Banner implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #words: LocalizeController;
  #folded: string | undefined;

  constructor(host: ReactiveControllerHost, words: LocalizeController) {
    this.#host = host;
    this.#words = words;
    host.addController(this);
  }

  hostConnected(): void {
    // Needed by the interface only.
  }

  render(announcement: Announcement | undefined): TemplateResult | typeof nothing {
    if (!announcement?.text) return nothing;
    const isFolded = this.#folded === announcement.text;
    return html`
      <div class="banner ${isFolded ? 'folded' : ''}" part="banner" role="region" aria-label=${this.#words.term('announcement')}>
        ${megaphoneIcon()}
        <p class="banner-text" dir="auto">${announcement.text}</p>
        <button class="icon-button fold" type="button" aria-expanded=${!isFolded} aria-label=${this.#words.term(isFolded ? 'unfoldAnnouncement' : 'foldAnnouncement')} @click=${() => this.#fold(isFolded ? undefined : announcement.text)}>${chevronIcon()}</button>
      </div>
    `;
  }

  #fold(text: string | undefined): void {
    this.#folded = text;
    this.#host.requestUpdate();
  }
}
