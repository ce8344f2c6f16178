import { html, type SVGTemplateResult, type TemplateResult } from 'lit';

/** A drawing of 20 × 20 in the colour of the text around it, without a name: whatever holds it says what it means. */
export function icon(content: SVGTemplateResult): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${content}</svg>`;
}
