// What the service itself says of the room: who came and went, mutes, roles, the profile, recalls, the end of the room.
import type { ImSystemNotice, ImGroupEvent, ImUser } from '../../im/im-client.js';
import { ChatError } from '../model/chat-error.js';
import type { ChatUser, NoticeBody } from '../model/chat-message.js';
import { NoticeDigest, noticeMessage } from './notices.js';
import { sanitizeLine, sanitizeText } from '../../text/sanitize-text.js';
import type { RoomState } from '../state/room-state.js';
import { MUTE_FOREVER_S } from '../../protocol/moderation.js';

export interface GroupEventOptions {
  readonly state: RoomState;
  readonly now: () => number;
  readonly setTimer: (run: () => void, ms: number) => () => void;
  /** The room is over for this user. */
  readonly onEnd: (status: 'closed' | 'failed', error: ChatError) => void;
  /** The group's introduction changed, and with it perhaps the notes in it. */
  readonly onNotes: (introduction: string) => void;
  /** Rows to take back. */
  readonly onRecalled: (seq: number, fromId: string, id: string | undefined) => void;
  /** This user's place in the group changed: ask the group again. */
  readonly onRoleChanged: () => void;
}

export class GroupEventHandler {
  readonly #digest: NoticeDigest;
  #joined: ChatUser[] = [];
  #left: ChatUser[] = [];
  #hasCount = false;

  constructor(private readonly deps: GroupEventOptions) {
    const { state } = deps;
    this.#digest = new NoticeDigest({
      now: deps.now,
      setTimer: deps.setTimer,
      onlineCount: () => state.onlineCount,
      onDigest: (body) => this.#addNotice(body),
    });
  }

  receive(item: ImGroupEvent | ImSystemNotice): void {
    if (item.kind === 'tip') this.#groupEvent(item);
    else this.#notice(item);
  }

  /** Tells who came and went in the batch, in one event. */
  endBatch(): void {
    if (this.#joined.length === 0 && this.#left.length === 0 && !this.#hasCount) return;
    const { state } = this.deps;
    const payload = {
      joined: Object.freeze(this.#joined),
      left: Object.freeze(this.#left),
      onlineCount: state.onlineCount,
    };
    this.#joined = [];
    this.#left = [];
    this.#hasCount = false;
    state.events.emit('members', payload);
  }

  close(): void {
    this.#digest.close();
  }

  #groupEvent(tip: ImGroupEvent): void {
    const { state } = this.deps;
    if (tip.onlineCount !== undefined && tip.onlineCount !== state.onlineCount) {
      state.onlineCount = tip.onlineCount;
      this.#hasCount = true;
      state.markChanged();
    }
    switch (tip.action) {
      case 'joined':
        for (const user of this.#others(tip.users)) {
          this.#joined.push(user);
          this.#digest.joined(user);
        }
        return;
      case 'left':
        for (const user of this.#others(tip.users)) {
          this.#left.push(user);
          this.#digest.left(user);
        }
        return;
      case 'admin-set':
      case 'admin-unset':
        this.#moderators(tip.users, tip.action === 'admin-set');
        return;
      case 'profile':
        this.#profile(tip);
        return;
      case 'muted':
        this.#muted(tip);
        return;
      case 'kicked':
      case 'banned': {
        const users = tip.users.map((user) => state.users.user(user));
        this.#left.push(...users.filter((user) => !user.isSelf));
        this.#addNotice({ type: tip.action, users });
        return;
      }
      case 'unbanned':
        return;
    }
  }

  #others(imUsers: readonly ImUser[]): ChatUser[] {
    const { users } = this.deps.state;
    return imUsers
      .filter((user) => user.userId !== '')
      .map((user) => users.user(user))
      .filter((user) => !user.isSelf);
  }

  #moderators(users: readonly ImUser[], is: boolean): void {
    const { state } = this.deps;
    for (const user of users) state.users.setModerator(user.userId, is);
    const known = users.map((user) => state.users.user(user));
    this.#addNotice({ type: is ? 'moderator-added' : 'moderator-removed', users: known });
    if (known.some((user) => user.isSelf)) this.deps.onRoleChanged();
  }

  #profile(tip: ImGroupEvent): void {
    const { state } = this.deps;
    const { name, notification, introduction, ownerId, allMuted } = tip.profile ?? {};
    if (introduction !== undefined) this.deps.onNotes(introduction);
    if (name !== undefined) state.groupName = sanitizeLine(name);
    if (notification !== undefined) {
      const text = sanitizeText(notification);
      state.announcement = text ? Object.freeze({ text, time: tip.time }) : undefined;
      if (text) this.#addNotice({ type: 'announcement', text });
    }
    if (ownerId) {
      state.users.setOwner(ownerId);
      this.deps.onRoleChanged();
    }
    if (allMuted !== undefined && allMuted !== state.isRoomMuted) {
      state.isRoomMuted = allMuted;
      this.#addNotice({ type: allMuted ? 'room-muted' : 'room-unmuted' });
    }
    state.markChanged();
  }

  #muted(tip: ImGroupEvent): void {
    const { state, now } = this.deps;
    for (const { mutedFor = 0, ...person } of tip.users) {
      const user = state.users.user(person);
      const seconds = mutedFor >= MUTE_FOREVER_S ? undefined : mutedFor;
      if (user.isSelf) state.mutedUntil = mutedFor === 0 ? 0 : now() + mutedFor * 1000;
      this.#addNotice(mutedFor === 0 ? { type: 'unmuted', users: [user] } : { type: 'muted', users: [user], seconds });
    }
  }

  #notice(notice: ImSystemNotice): void {
    const { state, onEnd, onRecalled } = this.deps;
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
        this.deps.onRoleChanged();
        return;
      case 'recalled':
        for (const { seq, fromId, id } of notice.recalled ?? []) onRecalled(seq, fromId, id);
        return;
    }
  }

  #addNotice(body: NoticeBody): void {
    const { state, now } = this.deps;
    state.messages.add(noticeMessage(body, now()));
    state.markMessagesChanged();
  }
}
