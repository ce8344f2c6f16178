// What stands in the place of the log until there is what draws it: rows to come, or a way on when it could not be
// fetched.
import { html, type TemplateResult } from 'lit';
import type { LocalizeController } from '../shared/localize-controller.js';
import type { enShell } from '../shared/terms/en-shell.js';

type Words = LocalizeController<keyof typeof enShell>;

/** Joining: three rows to come. */
export function renderSkeleton(words: Words): TemplateResult {
  return html`
    <div class="placeholder skeleton">
      <span class="visually-hidden">${words.term('connecting')}</span>
      ${[0, 1, 2].map((line) => html`<div class="bone bone-${line}" aria-hidden="true"><span class="bone-avatar"></span><span class="bone-lines"><span></span><span></span></span></div>`)}
    </div>
  `;
}

/** A file of ours did not come. */
export function renderLoadError(words: Words, onTryAgain: () => void): TemplateResult {
  return html`
    <div class="placeholder">
      <div class="end" role="alert">
        <p class="end-title">${words.term('failed')}</p>
        <button class="button" type="button" @click=${onTryAgain}>${words.term('tryAgain')}</button>
      </div>
    </div>
  `;
}
