import { css } from 'lit';

// What `<live-chat>` reads beside the base tokens, made in the same way.

/** Colours, sizes and radii of `<live-chat>`, beside the base ones. */
export const tokens = css`
  :host {
    --_surface: var(--chat-surface, light-dark(oklch(99% 0.003 255), oklch(18% 0.012 255)));
    --_inset: var(--chat-inset, light-dark(oklch(95% 0.007 255), oklch(15% 0.012 255)));
    --_text: var(--chat-text, light-dark(oklch(22% 0.018 255), oklch(94% 0.006 255)));
    --_edge: var(--chat-edge, light-dark(oklch(62% 0.015 255), oklch(52% 0.016 255)));
    --_on-accent: var(--chat-on-accent, light-dark(oklch(99% 0.003 255), oklch(16% 0.03 255)));
    --_danger: var(--chat-danger, light-dark(oklch(50% 0.19 25), oklch(76% 0.13 25)));
    --_radius: var(--chat-radius, 14px);
    --_field-radius: var(--chat-field-radius, 20px);
    --_row-radius: var(--chat-row-radius, 8px);
    --_text-size: var(--chat-text-size, 0.875rem);
    --_author-size: var(--chat-author-size, 0.8125rem);
    --_small-size: var(--chat-small-size, 0.75rem);
  }
`;
