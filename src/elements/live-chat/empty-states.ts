// What stands in the place of the log while there is nothing to read, and in the place of the composer when the room is
// over.
import { html, nothing, type TemplateResult } from 'lit';
import type { ChatError } from '../../room/model/chat-error.js';
import type { ChatStatus } from '../../room/model/room-snapshot.js';
import type { LocalizeController } from '../shared/localize-controller.js';
import { errorText } from './toast.js';
import { renderSkeleton } from './placeholders.js';

export interface EmptyState {
  readonly status: ChatStatus;
  readonly error: ChatError | undefined;
  readonly localize: LocalizeController;
  readonly canWrite: boolean;
  /** The page says itself what went wrong. */
  readonly isShownByPage: boolean;
  readonly signIn: TemplateResult;
  readonly onTryAgain: () => void;
}

/** Joining: three rows to come. Joined: an invitation. Over: why, and a way on. */
export function renderEmpty(state: EmptyState): TemplateResult {
  const { status, localize, canWrite } = state;
  if (status === 'failed' || status === 'closed') return html`<div class="placeholder">${renderEnded(state)}</div>`;
  if (status === 'joined' || status === 'reconnecting') {
    return html`<div class="placeholder"><slot name="empty"><p class="empty">${localize.term(canWrite ? 'empty' : 'emptyReadOnly')}</p></slot></div>`;
  }
  return renderSkeleton(localize);
}

/** What happened, what to do, one button. */
export function renderEnded({
  status,
  error,
  localize,
  isShownByPage,
  signIn,
  onTryAgain,
}: EmptyState): TemplateResult {
  const hasEnded = error?.code === 'room/dismissed';
  const isElsewhere = error?.code === 'im/superseded';
  const title = localize.term(
    hasEnded ? 'closed' : isElsewhere ? 'error:im/superseded' : status === 'failed' ? 'failed' : 'error:room/closed',
  );
  const why = error && !hasEnded && !isShownByPage ? errorText(error, localize) : '';
  const wayOn = hasEnded
    ? nothing
    : error?.code === 'token/denied'
      ? signIn
      : html`<button class="button" type="button" @click=${onTryAgain}>${localize.term(isElsewhere ? 'useHere' : 'tryAgain')}</button>`;
  return html`
    <div class="end">
      <p class="end-title">${title}</p>
      ${why && why !== title ? html`<p class="end-words">${why}</p>` : nothing} ${wayOn}
    </div>
  `;
}
