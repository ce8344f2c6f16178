// The actions of hosts and moderators: through the SDK where the service allows it, otherwise through the application's
// moderation endpoint, if there is one. Both check every right again.
import type { ImClient } from '../../im/im-client.js';
import type { ImError } from '../../im/im-error.js';
import { type ControlMessage, writeControlMessage } from '../../protocol/control-message.js';
import { MAX_ANNOUNCEMENT_BYTES, type ModerationAction, MUTE_FOREVER_S } from '../../protocol/moderation.js';
import { MAX_SLOW_MODE_S, serializeRoomMetadata } from '../../protocol/room-metadata.js';
import { sanitizeText } from '../../text/sanitize-text.js';
import type { readBoundedText } from '../../util/read-bytes.js';
import type { errorFromIm } from '../connection/error-from-im.js';
import { ChatError } from '../model/chat-error.js';
import type { Capability, RoomSettings } from '../model/room-snapshot.js';
import type { RoomState } from '../state/room-state.js';
import { requestModeration } from './moderation-endpoint.js';

export interface ModerationOptions {
  readonly state: RoomState;
  readonly client: () => ImClient | undefined;
  readonly retractMessages: (ids: readonly string[]) => void;
  /** Passed and not imported: a module that two lazily loaded files import would be part of the first download. */
  readonly errorFromIm: typeof errorFromIm;
  readonly readText: typeof readBoundedText;
  /** The address of the server kit's moderation handler, if there is one. */
  readonly endpoint: () => string | undefined;
  /** Cookies to another origin; default `same-origin`. */
  readonly credentials: RequestCredentials | undefined;
}

function seconds(value: number): number {
  if (typeof value !== 'number' || Number.isNaN(value) || value < 1)
    throw new TypeError('The time has to be a number of seconds, 1 or more.');
  return Math.min(MUTE_FOREVER_S, Math.round(value));
}

function serialize(introduction: string, settings: Partial<RoomSettings>): ReturnType<typeof serializeRoomMetadata> {
  try {
    return serializeRoomMetadata(introduction, settings);
  } catch (cause) {
    throw new ChatError('send/too-long', (cause as Error).message, false, cause);
  }
}

/** Right after a join the service refuses the group's profile for some seconds (`_silentlyGetGroupProfile` in v3). */
const READ_RETRIES_MS = [1_000, 3_000] as const;

async function readIntroduction(client: ImClient): Promise<string> {
  for (const delay of READ_RETRIES_MS)
    try {
      return (await client.getGroup()).introduction;
    } catch (error) {
      if ((error as Partial<ImError>).reason !== 'no-permission') throw error;
      await new Promise((resolve) => setTimeout(resolve, delay));
    }
  return (await client.getGroup()).introduction;
}

/**
 * Every method rejects with `send/not-allowed` without the right to it, and with `plan/unsupported` when the plan has
 * no such function.
 */
export class Moderation {
  constructor(private readonly deps: ModerationOptions) {}

  /** `userId` cannot send messages for that many seconds; `Infinity` is for ever. */
  async mute(userId: string, forSeconds: number): Promise<void> {
    const time = seconds(forSeconds);
    await this.#do('mute', (client) => this.#mute(client, userId, time), { action: 'mute', userId, seconds: time });
  }

  async unmute(userId: string): Promise<void> {
    await this.#do('mute', (client) => this.#mute(client, userId, 0), { action: 'unmute', userId });
  }

  async muteAll(muted: boolean): Promise<void> {
    const muteAll = async (client: ImClient): Promise<void> => {
      await client.muteAll(muted);
      await this.#inform(client, { action: 'muteAll', muted });
    };
    await this.#do('mute-all', muteAll, { action: 'muteAll', muted });
    this.deps.state.isRoomMuted = muted;
    this.deps.state.markChanged();
  }

  async ban(userId: string, forSeconds: number): Promise<void> {
    const time = seconds(forSeconds);
    await this.#do('ban', (client) => this.#ban(client, userId, time), {
      action: 'ban',
      userId,
      seconds: time,
      reason: '',
    });
  }

  /**
   * Retracts a message for all users: by the service, and by a control message for apps that do not receive the
   * service's recall.
   */
  async retract(messageId: string): Promise<void> {
    const { state, retractMessages } = this.deps;
    const message = state.messages.get(messageId);
    if (!message || message.seq === 0)
      throw new ChatError('send/not-allowed', 'There is no such message that can be retracted.', false);
    const { seq } = message;
    const id = state.ids.serviceId(message.id);
    const retract = async (client: ImClient): Promise<void> => {
      const isStaff = state.groupRole !== 'member';
      try {
        await client.recall(seq);
      } catch (cause) {
        // Without the service's function only the control message is left, which pages accept from staff alone.
        if (!isStaff) throw cause;
      }
      if (isStaff)
        await client
          .prepare({
            kind: 'custom',
            data: writeControlMessage({ action: 'retract', seq, id }),
            priority: 'high',
          })
          .send();
    };
    if (message.from.isSelf) await this.#bySdk(retract);
    else await this.#do('retract', retract, { action: 'retract', seq, messageId: id });
    retractMessages([message.id]);
  }

  /** Sets the room's announcement; '' removes it. At most 300 bytes in UTF-8. */
  async announce(text: string): Promise<void> {
    if (typeof text !== 'string') throw new TypeError('The announcement must be a string.');
    const clean = sanitizeText(text);
    const size = new TextEncoder().encode(clean).length;
    if (size > MAX_ANNOUNCEMENT_BYTES)
      throw new ChatError(
        'send/too-long',
        `An announcement may have at most ${MAX_ANNOUNCEMENT_BYTES} bytes; this one has ${size}.`,
        false,
      );
    const { state } = this.deps;
    const announce = async (client: ImClient): Promise<void> => {
      // The profile is for users who join later; the service does not notify those in the room.
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
    const write = (settings: Partial<RoomSettings>) => async (client: ImClient) => {
      const { introduction, metadata } = serialize(await readIntroduction(client), settings);
      await client.setIntroduction(introduction);
      // The profile is for users who join later; the service need not notify those in the room.
      const data = writeControlMessage({ action: 'metadata', text: metadata });
      await client.prepare({ kind: 'custom', data, priority: 'high' }).send();
    };
    if (slowMode !== undefined)
      await this.#do('settings', write({ slowMode }), { action: 'slowMode', seconds: slowMode });
    if (emojiOnly !== undefined)
      await this.#do('settings', write({ emojiOnly }), { action: 'emojiOnly', on: emojiOnly });
    state.settings = Object.freeze({
      slowMode: slowMode ?? state.settings.slowMode,
      emojiOnly: emojiOnly ?? state.settings.emojiOnly,
    });
    state.markChanged();
  }

  async #mute(client: ImClient, userId: string, time: number): Promise<void> {
    await client.muteMember(userId, time);
    await this.#inform(client, { action: 'mute', userId, seconds: time });
  }

  async #ban(client: ImClient, userId: string, time: number): Promise<void> {
    try {
      await client.banMember(userId, time, '').catch(async (error: unknown) => {
        if ((error as Partial<ImError>).reason !== 'not-allowed') throw error;
        // Until the SDK has the group's profile, it asks for what live rooms do not have.
        await readIntroduction(client);
        await client.banMember(userId, time, '');
      });
    } catch (cause) {
      // To the owner and the admins the service refuses a ban for one reason: the function is switched off.
      const isSwitchedOff =
        (cause as Partial<ImError>).reason === 'no-permission' && this.deps.state.groupRole !== 'member';
      if (!isSwitchedOff) throw cause;
      throw new ChatError(
        'plan/unsupported',
        "Bans are not switched on: Tencent's console, group configuration, group features.",
        false,
        cause,
      );
    }
  }

  /** Live rooms send no event of a mute by default. The muted user also learns it from the next refused message. */
  async #inform(client: ImClient, control: ControlMessage): Promise<void> {
    try {
      await client.prepare({ kind: 'custom', data: writeControlMessage(control), priority: 'high' }).send();
    } catch {
      // The mute itself is in force.
    }
  }

  async #do(right: Capability, act: (client: ImClient) => Promise<unknown>, action: ModerationAction): Promise<void> {
    const { state } = this.deps;
    if (!state.capabilities.has(right))
      throw new ChatError('send/not-allowed', `This user does not have the capability "${right}".`, false);
    const url = this.deps.endpoint();
    const byEndpoint =
      url && ((): Promise<void> => requestModeration(url, { ...action, groupId: state.groupId }, this.deps));
    // A host or moderator by the token alone is a plain member for the service.
    if (byEndpoint && state.groupRole === 'member') return byEndpoint();
    try {
      await this.#bySdk(act);
    } catch (error) {
      if (
        !byEndpoint ||
        !(error instanceof ChatError) ||
        (error.code !== 'send/not-allowed' && error.code !== 'plan/unsupported')
      )
        throw error;
      await byEndpoint();
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
