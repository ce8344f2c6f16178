// Listens to the events of an SDK and passes them on in our own terms. Shared by the sessions of every kind.
import type { ImConnection, ImKickReason } from '../im-client.js';
import { readNumber, readString } from './read.js';
import type { SessionListener } from './session.js';
import { toImInbound, toImMessage, toImRecall, type InboundContext } from './tim-inbound.js';

export type SdkEventHandler = (data: unknown) => void;

const KICK_REASONS = new Map<string, ImKickReason>([
  ['multipleAccount', 'another-page'],
  ['multipleDevice', 'another-device'],
  ['userSigExpired', 'signature-expired'],
]);

/** A batch of the SDK. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The reason that the data of the event `kickedOut` names. */
export function kickReasonOf(data: unknown): ImKickReason {
  return KICK_REASONS.get(readString(data, 'type')) ?? 'by-server';
}

/** The state that the data of the event `netStateChange` names. */
export function connectionOf(data: unknown): ImConnection | undefined {
  const state = readString(data, 'state');
  return state === 'connected' || state === 'connecting' || state === 'disconnected' ? state : undefined;
}

/** Handlers of the events that report what happens in a room. `context` names the user and the room. */
export function roomEventHandlers(
  context: () => InboundContext,
  listener: Pick<SessionListener, 'onInbound' | 'onModified' | 'onCounter'>,
): Readonly<
  Record<'onMessageReceived' | 'onMessageModified' | 'onMessageRevoked' | 'onGroupCounterUpdated', SdkEventHandler>
> {
  return {
    onMessageReceived: (data) => {
      const items = listOf(data).flatMap((message) => toImInbound(message, context()) ?? []);
      if (items.length > 0) listener.onInbound(items);
    },
    onMessageModified: (data) => {
      for (const each of listOf(data)) {
        const message = toImMessage(each, context());
        if (message) listener.onModified(message);
      }
    },
    onMessageRevoked: (data) => {
      const notice = toImRecall(data, context());
      if (notice) listener.onInbound([notice]);
    },
    onGroupCounterUpdated: (data) => {
      if (readString(data, 'groupID') === context().groupId)
        listener.onCounter(readString(data, 'key'), readNumber(data, 'value'));
    },
  };
}

/**
 * A listener for the SDK. The SDK would swallow the exceptions of a handler, which are faults of this library: they are
 * reported. After `isEnded` nothing is passed on.
 */
export function sdkListener(
  handler: SdkEventHandler,
  isEnded: () => boolean,
): (event: { readonly data?: unknown }) => void {
  return ({ data }) => {
    if (isEnded()) return;
    try {
      handler(data);
    } catch (error) {
      queueMicrotask(() => {
        throw error;
      });
    }
  };
}
