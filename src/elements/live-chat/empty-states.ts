// What is shown while there are no messages, and what replaces the composer when the room has ended.
import { html, nothing, type TemplateResult } from 'lit';
import type { ChatError } from '../../room/model/chat-error.js';
import type { ChatStatus } from '../../room/model/room-snapshot.js';
import type { LocalizeController } from '../shared/localize-controller.js';
import { renderSkeleton } from './placeholders.js';
import { errorText } from './toast.js';

export interface EmptyState {
  readonly status: ChatStatus;
  readonly error: ChatError | undefined;
  readonly localize: LocalizeController;
  /** There is a composer. */
  readonly canSend: boolean;
  /** The page shows the error itself. */
  readonly isShownByPage: boolean;
  readonly signIn: TemplateResult;
  readonly onTryAgain: () => void;
}

/** While joining: a skeleton. Joined: an invitation. Ended: the reason and an action. */
export function renderEmpty(state: EmptyState): TemplateResult {
  const { status, localize, canSend } = state;
  if (status === 'failed' || status === 'closed') return html`<div class="placeholder">${renderEnded(state)}</div>`;
  if (status === 'joined' || status === 'reconnecting') {
    return html`<div class="placeholder"
      ><slot name="empty"><p class="empty">${localize.term(canSend ? 'empty' : 'emptyReadOnly')}</p></slot></div
    >`;
  }
  return renderSkeleton(localize);
}

/** What happened, why, and one button. */
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
  const reason = error && !hasEnded && !isShownByPage ? errorText(error, localize) : '';
  const tryAgain = html`<button class="button" type="button" @click=${onTryAgain}
    >${localize.term(isElsewhere ? 'useHere' : 'tryAgain')}</button
  >`;
  // Closed and not retryable by the service: the page, which logs in itself, has to log in again.
  const isUpToPage = status === 'closed' && error?.retryable === false && error.code.startsWith('im/');
  const action = hasEnded || isUpToPage ? nothing : error?.code === 'token/denied' ? signIn : tryAgain;
  return html`
    <div class="end">
      <p class="end-title">${title}</p>
      ${reason && reason !== title ? html`<p class="end-text">${reason}</p>` : nothing} ${action}
    </div>
  `;
}
