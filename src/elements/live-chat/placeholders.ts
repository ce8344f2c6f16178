// What replaces the message list until the view is loaded, or if it cannot be loaded.
import { html, type TemplateResult } from 'lit';
import type { LocalizeController } from '../shared/localize-controller.js';
import type { enShell } from '../shared/terms/en-shell.js';

type Localize = LocalizeController<keyof typeof enShell>;

/** While joining: the outlines of three messages. */
export function renderSkeleton(localize: Localize): TemplateResult {
  return html`
    <div class="placeholder skeleton">
      <span class="visually-hidden">${localize.term('connecting')}</span>
      ${[0, 1, 2].map(
        (line) => html`<div class="bone bone-${line}" aria-hidden="true"
          ><span class="bone-avatar"></span><span class="bone-lines"><span></span><span></span></span
        ></div>`,
      )}
    </div>
  `;
}

/** A file of the chat could not be loaded. */
export function renderLoadError(localize: Localize, onTryAgain: () => void): TemplateResult {
  return html`
    <div class="placeholder">
      <div class="end" role="alert">
        <p class="end-title">${localize.term('failed')}</p>
        <button class="button" type="button" @click=${onTryAgain}>${localize.term('tryAgain')}</button>
      </div>
    </div>
  `;
}
