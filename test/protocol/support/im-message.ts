import type { ImMessage } from '../../../src/im/im-client.js';

/** A message as golden files describe it: only the fields that differ between messages. */
export type SentMessage = { readonly sender: string; readonly cloudCustomData?: string } & (
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'custom'; readonly data: string; /** A text element after it. */ readonly text?: string }
  | { readonly kind: 'face'; readonly index: number; readonly data: string }
);

/** The message as the service would deliver it. */
export function imMessage({ sender, cloudCustomData = '', ...content }: SentMessage): ImMessage {
  const base = {
    id: '144115198-1795389077-8912345',
    groupId: 'friday-show',
    from: { userId: sender, nick: `nick of ${sender}`, avatar: '' },
    isSelf: false,
    seq: 7,
    time: 1_795_389_077_000,
    priority: 'normal',
    cloudCustomData,
    isBroadcast: false,
  } as const;
  return content.kind === 'custom' ? { ...base, ...content, description: '', extension: '' } : { ...base, ...content };
}
