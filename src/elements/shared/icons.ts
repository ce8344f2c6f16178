import { type SVGTemplateResult, type TemplateResult, html, svg } from 'lit';

/** An icon of 20 × 20 px in the text colour, hidden from assistive technology: the button around it has the name. */
export function icon(content: SVGTemplateResult): TemplateResult {
  return html`<svg
    class="icon"
    viewBox="0 0 20 20"
    width="20"
    height="20"
    fill="none"
    stroke="currentColor"
    stroke-width="1.6"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
    >${content}</svg
  >`;
}

/** A smiling face: emoji. */
export const emojiIcon = (): TemplateResult =>
  icon(
    svg`<circle cx="10" cy="10" r="7"></circle>
      <path d="M7 12c.8 1 1.8 1.5 3 1.5s2.2-.5 3-1.5M7.6 8v.01M12.4 8v.01"></path>`,
  );

/** Three dots: more actions. */
export const moreIcon = (): TemplateResult =>
  icon(svg`<path d="M4.5 10h.01M10 10h.01M15.5 10h.01" stroke-width="2.4"></path>`);

/** Two bars: pause. */
export const pauseIcon = (): TemplateResult => icon(svg`<path d="M7.2 5v10M12.8 5v10"></path>`);

/** A triangle: resume. */
export const playIcon = (): TemplateResult => icon(svg`<path d="M6.5 4.5 15 10l-8.5 5.5Z"></path>`);

/** A paper plane: send. */
export const sendIcon = (): TemplateResult =>
  icon(svg`<path d="M3.5 10 16.5 3.8l-3.6 12.4-3-5-6.4-1.2Z"></path><path d="m9.9 11.2 6.6-7.4"></path>`);
