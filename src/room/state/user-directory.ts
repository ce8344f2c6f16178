// The users of the room and their roles: turns the sender of a message into a sanitised user, and knows who may send
// control messages.
import type { ImUser } from '../../im/im-client.js';
import type { ChatRole, ChatUser } from '../model/chat-message.js';
import { APP_ADMINISTRATOR } from '../../protocol/moderation.js';
import { safeImageUrl } from '../../text/safe-url.js';
import { sanitizeLine } from '../../text/sanitize-text.js';
import { BoundedMap } from '../../util/bounded-map.js';

/** Users cached, so that a name is not sanitised again with each message. */
const MAX_CACHED = 2000;
/** The nick of a user whose name and id have no visible character. */
const NAMELESS = '?';

interface Entry {
  readonly nick: string;
  readonly avatar: string;
  readonly user: ChatUser;
  /** `user` is current while this is the directory's version. */
  readonly version: number;
}

/** The users of one room. Sanitises names and avatars once per change. */
export class UserDirectory {
  readonly #cache = new BoundedMap<string, Entry>(MAX_CACHED);
  /** Changes with roles and filters. The names stay known: a mention needs them. */
  #version = 0;
  /** Moderators named by events of the group. */
  readonly #moderators = new Set<string>();
  /** Moderators named by the room's metadata. */
  #declaredModerators = new Set<string>();
  #ownerId = '';
  #selfId = '';
  #selfRole: ChatRole = 'viewer';

  /** `filterName` returns the name to show, or undefined for none; it is not called for this user's own name. */
  constructor(private readonly filterName: (user: ChatUser) => string | undefined = ({ nick }) => nick) {}

  /** Sets who this user is ('' for a guest). `role` follows from the token and the group. */
  setSelf(userId: string, role: ChatRole): void {
    this.#selfId = userId;
    this.#selfRole = role;
    this.#version++;
  }

  setOwner(userId: string): void {
    if (userId === this.#ownerId) return;
    this.#ownerId = userId;
    this.#version++;
  }

  /** Names must be filtered again. */
  invalidate(): void {
    this.#version++;
  }

  /** Sets the moderators that the room's metadata names. */
  setModerators(userIds: readonly string[]): void {
    if (userIds.length === this.#declaredModerators.size && userIds.every((each) => this.#declaredModerators.has(each)))
      return;
    this.#declaredModerators = new Set(userIds);
    this.#version++;
  }

  setModerator(userId: string, is: boolean): void {
    if (is) this.#moderators.add(userId);
    else {
      this.#moderators.delete(userId);
      this.#declaredModerators.delete(userId);
    }
    this.#version++;
  }

  roleOf(userId: string): ChatRole {
    if (userId !== '' && userId === this.#ownerId) return 'host';
    if (userId !== '' && userId === this.#selfId) return this.#selfRole;
    return this.#isModerator(userId) ? 'moderator' : 'viewer';
  }

  /**
   * True for users whose control messages count, by what the service itself reports: the owner, an admin of the group,
   * the application's server.
   */
  isStaff(userId: string): boolean {
    return this.isOwner(userId) || this.#isModerator(userId);
  }

  /** True for the owner and the application's server: only they may change the metadata of the room. */
  isOwner(userId: string): boolean {
    return userId === APP_ADMINISTRATOR || (userId !== '' && userId === this.#ownerId);
  }

  #isModerator(userId: string): boolean {
    return this.#moderators.has(userId) || this.#declaredModerators.has(userId);
  }

  /** The sanitised user; the same object until something changes. */
  user(from: ImUser): ChatUser {
    const cached = this.#cache.get(from.userId);
    if (cached?.version === this.#version && cached.nick === from.nick && cached.avatar === from.avatar)
      return cached.user;
    const named: ChatUser = {
      userId: from.userId,
      nick: sanitizeLine(from.nick) || sanitizeLine(from.userId) || NAMELESS,
      avatar: safeImageUrl(from.avatar),
      role: this.roleOf(from.userId),
      isSelf: from.userId !== '' && from.userId === this.#selfId,
    };
    const user = Object.freeze(
      named.isSelf ? named : { ...named, nick: this.filterName(named) ?? (sanitizeLine(from.userId) || NAMELESS) },
    );
    this.#cache.set(from.userId, { nick: from.nick, avatar: from.avatar, user, version: this.#version });
    return user;
  }

  /** The last known name of a user. */
  nickOf(userId: string): string | undefined {
    const known = this.#cache.get(userId);
    return known && this.user({ userId, nick: known.nick, avatar: known.avatar }).nick;
  }
}
