// What the host and the moderators do: through the SDK where the service lets them, otherwise through the application's
// moderation
// endpoint, where there is one. Both check every right again.
import type { ImClient } from '../../im/im-client.js';
import { ChatError } from '../model/chat-error.js';
import type { errorFromIm } from '../connection/error-from-im.js';
import { writeControlMessage } from '../../protocol/control-message.js';
import { requestModeration, type ModerationRequest } from './moderation-endpoint.js';
import { sanitizeText } from '../../text/sanitize-text.js';
import { MAX_SLOW_MODE_S, serializeRoomMetadata } from '../../protocol/room-metadata.js';
import type { Capability, RoomSettings } from '../model/room-snapshot.js';
import type { RoomState } from '../state/room-state.js';

/** Tencent's limit for a group's notification, bytes in UTF-8. */
const MAX_ANNOUNCEMENT_BYTES = 300;
/** Tencent's number for "forever", seconds. */
const FOREVER_S = 4_294_967_295;

export interface ModerationOptions {
  readonly state: RoomState;
  readonly client: () => ImClient | undefined;
  readonly retractMessages: (ids: readonly string[]) => void;
  /** Given, and not imported: this file is fetched late, and then needs nothing that the room has for itself. */
  readonly errorFromIm: typeof errorFromIm;
  /** Where the server kit's handler answers, if anywhere. */
  readonly endpoint: () => string | undefined;
  /** Cookies to another origin; default `same-origin`. */
  readonly credentials: RequestCredentials | undefined;
}

function seconds(value: number): number {
  if (typeof value !== 'number' || Number.isNaN(value) || value < 1)
    throw new TypeError('The time has to be a number of seconds, 1 or more.');
  return Math.min(FOREVER_S, Math.round(value));
}

/**
 * Every method rejects with `send/not-allowed` without the right, and with `plan/unsupported` where the plan has no
 * such function.
 */
export class Moderation {
  constructor(private readonly deps: ModerationOptions) {}

  /** Nobody reads what `userId` writes for that many seconds; `Infinity` is forever. */
  async mute(userId: string, forSeconds: number): Promise<void> {
    const time = seconds(forSeconds);
    await this.#do('mute', (client) => client.muteMember(userId, time), { action: 'mute', userId, seconds: time });
  }

  async unmute(userId: string): Promise<void> {
    await this.#do('mute', (client) => client.muteMember(userId, 0), { action: 'unmute', userId });
  }

  async muteAll(muted: boolean): Promise<void> {
    await this.#do('mute-all', (client) => client.muteAll(muted), { action: 'muteAll', muted });
    this.deps.state.isRoomMuted = muted;
    this.deps.state.markChanged();
  }

  async ban(userId: string, forSeconds: number): Promise<void> {
    const time = seconds(forSeconds);
    await this.#do('ban', (client) => client.banMember(userId, time, ''), {
      action: 'ban',
      userId,
      seconds: time,
      reason: '',
    });
  }

  /** Takes a message back for everybody: by the service, and by an order for apps that do not hear the service's. */
  async retract(messageId: string): Promise<void> {
    const { state, retractMessages } = this.deps;
    const row = state.messages.get(messageId);
    if (!row || row.seq === 0)
      throw new ChatError('send/not-allowed', 'There is no such message that could be taken back.', false);
    const id = state.ids.serviceId(row.id);
    const retract = async (client: ImClient): Promise<void> => {
      const isStaff = state.groupRole !== 'member';
      try {
        await client.recall(row.seq);
      } catch (cause) {
        // Without the service's function the order alone has to do; it counts only from those whom the service knows.
        if (!isStaff) throw cause;
      }
      if (isStaff)
        await client
          .prepare({
            kind: 'custom',
            data: writeControlMessage({ action: 'retract', seq: row.seq, id }),
            priority: 'high',
          })
          .send();
    };
    if (row.from.isSelf) await this.#bySdk(retract);
    else await this.#do('retract', retract, { action: 'retract', seq: row.seq, messageId: id });
    retractMessages([row.id]);
  }

  /** The room's announcement; '' takes it away. At most 300 bytes in UTF-8. */
  async announce(text: string): Promise<void> {
    if (typeof text !== 'string') throw new TypeError('The announcement has to be a string.');
    const clean = sanitizeText(text);
    const size = new TextEncoder().encode(clean).length;
    if (size > MAX_ANNOUNCEMENT_BYTES)
      throw new ChatError(
        'send/too-long',
        `An announcement has at most ${MAX_ANNOUNCEMENT_BYTES} bytes; this one has ${size}.`,
        false,
      );
    const { state } = this.deps;
    const announce = async (client: ImClient): Promise<void> => {
      // The profile is for those who come later; the service does not tell those who are there.
      await client.setNotification(clean);
      await client
        .prepare({ kind: 'custom', data: writeControlMessage({ action: 'announce', text: clean }), priority: 'high' })
        .send();
    };
    await this.#do('announce', announce, { action: 'announce', text: clean });
    state.announcement = clean ? Object.freeze({ text: clean, time: Date.now(), from: state.self }) : undefined;
    state.markChanged();
  }

  /** Changes the settings that are named. `slowMode` is 0 (off) to 3,600 seconds. */
  async setSettings(change: Partial<RoomSettings>): Promise<void> {
    const { slowMode, emojiOnly } = change;
    if (slowMode !== undefined && !(Number.isInteger(slowMode) && slowMode >= 0 && slowMode <= MAX_SLOW_MODE_S))
      throw new TypeError(`slowMode has to be a whole number of seconds, 0 to ${MAX_SLOW_MODE_S}.`);
    if (emojiOnly !== undefined && typeof emojiOnly !== 'boolean')
      throw new TypeError('emojiOnly has to be true or false.');
    const { state } = this.deps;
    const note = (settings: Partial<RoomSettings>) => async (client: ImClient) => {
      const { introduction, notes } = serializeRoomMetadata((await client.getGroup()).introduction, settings);
      await client.setIntroduction(introduction);
      // The profile is for those who come later; the service need not tell those who are there.
      await client
        .prepare({ kind: 'custom', data: writeControlMessage({ action: 'notes', text: notes }), priority: 'high' })
        .send();
    };
    if (slowMode !== undefined)
      await this.#do('settings', note({ slowMode }), { action: 'slowMode', seconds: slowMode });
    if (emojiOnly !== undefined)
      await this.#do('settings', note({ emojiOnly }), { action: 'emojiOnly', on: emojiOnly });
    state.settings = Object.freeze({
      slowMode: slowMode ?? state.settings.slowMode,
      emojiOnly: emojiOnly ?? state.settings.emojiOnly,
    });
    state.markChanged();
  }

  async #do(right: Capability, act: (client: ImClient) => Promise<unknown>, request: ModerationRequest): Promise<void> {
    const { state } = this.deps;
    if (!state.capabilities.has(right))
      throw new ChatError('send/not-allowed', `This user may not do that ("${right}").`, false);
    const url = this.deps.endpoint();
    const ask =
      url &&
      ((): Promise<void> => requestModeration(url, { ...request, groupId: state.groupId }, this.deps.credentials));
    // A host by the token's word alone is a plain member to the service.
    if (ask && state.groupRole === 'member') return ask();
    try {
      await this.#bySdk(act);
    } catch (error) {
      if (
        !ask ||
        !(error instanceof ChatError) ||
        (error.code !== 'send/not-allowed' && error.code !== 'plan/unsupported')
      )
        throw error;
      await ask();
    }
  }

  async #bySdk(act: (client: ImClient) => Promise<unknown>): Promise<void> {
    const client = this.deps.client();
    if (!client) throw new ChatError('im/offline', 'Not in the room.', true);
    try {
      await act(client);
    } catch (error) {
      throw this.deps.errorFromIm(error, 'moderate');
    }
  }
}
