// Handles what the service itself reports of the room: joins, leaves, mutes, roles, the group profile, recalls and the
// end of the room.
import type { ImSystemNotice, ImGroupEvent, ImUser } from '../../im/im-client.js';
import { ChatError } from '../model/chat-error.js';
import { BoundedMap } from '../../util/bounded-map.js';
import type { ChatUser, NoticeBody } from '../model/chat-message.js';
import { NoticeDigest, noticeMessage } from './notices.js';
import { sanitizeLine, sanitizeText } from '../../text/sanitize-text.js';
import type { RoomState } from '../state/room-state.js';
import { MUTE_FOREVER_S } from '../../protocol/moderation.js';

const MAX_REMEMBERED_MUTES = 1000;
/** A mute is reported by a control message, by the service's event, or by both. */
const SAME_MUTE_MS = 5_000;

interface GroupEventOptions {
  readonly state: RoomState;
  readonly setTimer: (run: () => void, ms: number) => () => void;
  /** The room has ended for this user. */
  readonly onEnd: (status: 'closed' | 'failed', error: ChatError) => void;
  /** The group's introduction changed, which holds the room's metadata. */
  readonly onMetadata: (introduction: string) => void;
  /** A message was recalled. */
  readonly onRecalled: (seq: number, fromId: string, id: string | undefined) => void;
  /** This user's role in the group may have changed. */
  readonly onRoleChanged: () => void;
}

export class GroupEventHandler {
  readonly #digest: NoticeDigest;
  #joined: ChatUser[] = [];
  #left: ChatUser[] = [];
  #countChanged = false;
  /** By user id, as `performance.now()`. Only mutes that happened while this client was in the room are known. */
  readonly #mutedUntil = new BoundedMap<string, number>(MAX_REMEMBERED_MUTES);

  /** The last reported mutes, by user id. */
  readonly #reportedMutes = new BoundedMap<string, { readonly seconds: number; readonly at: number }>(
    MAX_REMEMBERED_MUTES,
  );

  constructor(private readonly options: GroupEventOptions) {
    const { state } = options;
    this.#digest = new NoticeDigest({
      setTimer: options.setTimer,
      onlineCount: () => state.onlineCount,
      onDigest: (body) => this.#addNotice(body),
    });
  }

  receive(item: ImGroupEvent | ImSystemNotice): void {
    if (item.kind === 'group-event') this.#handleEvent(item);
    else this.#handleNotice(item);
  }

  /** Emits one event for all joins and leaves of the batch. */
  endBatch(): void {
    if (this.#joined.length === 0 && this.#left.length === 0 && !this.#countChanged) return;
    const { state } = this.options;
    const payload = {
      joined: Object.freeze(this.#joined),
      left: Object.freeze(this.#left),
      onlineCount: state.onlineCount,
    };
    this.#joined = [];
    this.#left = [];
    this.#countChanged = false;
    state.events.emit('members', payload);
  }

  close(): void {
    this.#digest.close();
  }

  #handleEvent(event: ImGroupEvent): void {
    const { state } = this.options;
    if (event.onlineCount !== undefined && event.onlineCount !== state.onlineCount) {
      state.onlineCount = event.onlineCount;
      this.#countChanged = true;
      state.markChanged();
    }
    switch (event.action) {
      case 'joined':
        for (const user of this.#otherUsers(event.users)) {
          this.#joined.push(user);
          if (this.#mayAnnounce(user)) this.#digest.joined(user);
        }
        return;
      case 'left':
        for (const user of this.#otherUsers(event.users)) {
          this.#left.push(user);
          if (this.#mayAnnounce(user)) this.#digest.left(user);
        }
        return;
      case 'admin-set':
      case 'admin-unset':
        this.#handleModerators(event.users, event.action === 'admin-set');
        return;
      case 'profile':
        this.#handleProfile(event);
        return;
      case 'muted':
        this.#handleMuted(event);
        return;
      case 'kicked':
      case 'banned': {
        const users = event.users.map((user) => state.users.user(user));
        this.#left.push(...users.filter((user) => !user.isSelf));
        this.#addNotice({ type: event.action, users });
        return;
      }
      case 'unbanned':
        return;
    }
  }

  /** Users who are muted or hidden are not announced: their names would be messages. */
  #mayAnnounce({ userId }: ChatUser): boolean {
    const isMuted = (this.#mutedUntil.get(userId) ?? 0) > performance.now();
    return !isMuted && !this.options.state.hiddenUsers.has(userId);
  }

  #otherUsers(imUsers: readonly ImUser[]): ChatUser[] {
    const { users } = this.options.state;
    return imUsers
      .filter((user) => user.userId !== '')
      .map((user) => users.user(user))
      .filter((user) => !user.isSelf);
  }

  #handleModerators(imUsers: readonly ImUser[], isModerator: boolean): void {
    const { state } = this.options;
    for (const { userId } of imUsers) state.users.setModerator(userId, isModerator);
    const users = imUsers.map((user) => state.users.user(user));
    this.#addNotice({ type: isModerator ? 'moderator-added' : 'moderator-removed', users });
    if (users.some((user) => user.isSelf)) this.options.onRoleChanged();
  }

  #handleProfile(event: ImGroupEvent): void {
    const { state } = this.options;
    const { name, notification, introduction, ownerId, allMuted } = event.profile ?? {};
    if (introduction !== undefined) this.options.onMetadata(introduction);
    if (name !== undefined) state.groupName = sanitizeLine(name);
    if (notification !== undefined) {
      const text = sanitizeText(notification);
      state.announcement = text ? Object.freeze({ text, time: event.time }) : undefined;
      if (text) this.#addNotice({ type: 'announcement', text });
    }
    if (ownerId) {
      state.users.setOwner(ownerId);
      this.options.onRoleChanged();
    }
    if (allMuted !== undefined) this.setRoomMuted(allMuted);
    state.markChanged();
  }

  /** Everybody is muted or not; adds a notice when that changed. */
  setRoomMuted(isMuted: boolean): void {
    const { state } = this.options;
    if (isMuted === state.isRoomMuted) return;
    state.isRoomMuted = isMuted;
    this.#addNotice({ type: isMuted ? 'room-muted' : 'room-unmuted' });
    state.markChanged();
  }

  /** A user is muted for `seconds`, or unmuted (0 or less). A second report of the same mute is ignored. */
  setMuted(imUser: ImUser, seconds: number): void {
    const { state } = this.options;
    const now = performance.now();
    const mutedFor = Math.max(0, seconds);
    const reported = this.#reportedMutes.get(imUser.userId);
    this.#reportedMutes.set(imUser.userId, { seconds: mutedFor, at: now });
    const isSame = reported?.seconds === mutedFor && now - reported.at < SAME_MUTE_MS;
    const user = state.users.user({ ...imUser, nick: imUser.nick || (state.users.nickOf(imUser.userId) ?? '') });
    this.#mutedUntil.set(user.userId, now + mutedFor * 1000);
    if (user.isSelf) state.mutedUntil = mutedFor === 0 ? 0 : now + mutedFor * 1000;
    state.markChanged();
    if (isSame) return;
    const limit = mutedFor >= MUTE_FOREVER_S ? undefined : mutedFor;
    this.#addNotice(
      mutedFor === 0 ? { type: 'unmuted', users: [user] } : { type: 'muted', users: [user], seconds: limit },
    );
  }

  #handleMuted(event: ImGroupEvent): void {
    for (const { mutedFor = 0, ...imUser } of event.users) this.setMuted(imUser, mutedFor);
  }

  #handleNotice(notice: ImSystemNotice): void {
    const { state, onEnd, onRecalled } = this.options;
    switch (notice.action) {
      case 'custom': {
        const text = sanitizeText(notice.text);
        if (text) this.#addNotice({ type: 'server', text });
        return;
      }
      case 'dismissed':
        onEnd('closed', new ChatError('room/dismissed', 'The room was closed by its owner.', false));
        return;
      case 'banned':
        onEnd(
          'failed',
          new ChatError(
            'room/banned',
            'This user may not be in the room.',
            false,
            undefined,
            sanitizeLine(notice.text, 200) || undefined,
          ),
        );
        return;
      case 'kicked':
        onEnd('failed', new ChatError('im/kicked', 'This user was removed from the room.', false));
        return;
      case 'admin-set':
      case 'admin-unset':
        if (state.self?.userId) state.users.setModerator(state.self.userId, notice.action === 'admin-set');
        this.options.onRoleChanged();
        return;
      case 'recalled':
        for (const { seq, fromId, id } of notice.recalled ?? []) onRecalled(seq, fromId, id);
        return;
    }
  }

  #addNotice(body: NoticeBody): void {
    const { state } = this.options;
    state.messages.add(noticeMessage(body));
    state.markMessagesChanged();
  }
}
