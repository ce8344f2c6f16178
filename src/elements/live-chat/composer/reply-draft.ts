// The message to which the next message replies, as it is shown over the input of the composer.
import { html, svg, type TemplateResult } from 'lit';
import type { ChatMessage } from '../../../room/model/chat-message.js';
import { icon } from '../../shared/icons.js';
import type { LocalizeController } from '../../shared/localize-controller.js';

export interface ReplyDraft {
  /** The message that is replied to. */
  readonly message: ChatMessage;
  /** "Reply to Ana", in the language of the element. */
  label(): string;
  render(onCancel: () => void): TemplateResult;
}

export function createReplyDraft(message: ChatMessage, localize: LocalizeController): ReplyDraft {
  const label = (): string => localize.term('replyTo', { name: message.from.nick });
  return {
    message,
    label,
    render: (onCancel) => html`
      <div class="reply" part="reply">
        <div class="reply-quote" dir="auto"><bdi class="reply-name">${label()}</bdi> ${message.text}</div>
        <button
          class="icon-button reply-cancel"
          type="button"
          aria-label=${localize.term('cancelReply')}
          @click=${onCancel}
          >${icon(svg`<path d="m6.5 6.5 7 7m0-7-7 7"></path>`)}</button
        >
      </div>
    `,
  };
}
