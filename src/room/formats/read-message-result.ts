import type { Gift } from '../chat-message.js';
import type { ControlMessage } from './control-message.js';
import type { TextExtras } from './text-extras.js';

/**
 * What a message means, whichever app wrote it. No sender in it: that is the service's word (`message.from`), never the
 * JSON's. Texts are not yet sanitised, and a `control` is not yet authorised.
 */
export type ReadMessage =
  | { readonly kind: 'text'; readonly text: string; readonly extras: TextExtras }
  | { readonly kind: 'face'; readonly index: number; readonly data: string }
  | {
      readonly kind: 'like';
      /** 1 to `MAX_LIKES_PER_MESSAGE`. */ readonly count: number;
      /** For de-duplication. */ readonly id?: string;
    }
  | { readonly kind: 'gift'; readonly gift: Gift }
  | { readonly kind: 'control'; readonly control: ControlMessage }
  /** Old apps say in a message that their user came or went. The service says so too, so this may be dropped. */
  | { readonly kind: 'presence'; readonly action: 'joined' | 'left' }
  /** Nothing we know: for the page. */
  | { readonly kind: 'custom'; readonly data: string }
  /** Known and of no use to a viewer: empty texts, signalling between hosts. */
  | { readonly kind: 'ignored' };
