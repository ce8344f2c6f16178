// Who is who in the room: makes users out of what the service says of a sender, and knows whose word counts.
import type { ImUser } from '../../im/im-client.js';
import type { ChatRole, ChatUser } from '../model/chat-message.js';
import { APP_ADMINISTRATOR } from '../../protocol/moderation.js';
import { safeImageUrl } from '../../text/safe-image-url.js';
import { sanitizeLine } from '../../text/sanitize-text.js';
import { BoundedMap } from '../../util/bounded-map.js';

/** People remembered, so that a busy talker is not sanitised with each message. */
const MAX_KNOWN = 2000;
/** Of whom neither name nor id has anything visible. */
const NAMELESS = '?';

interface Entry {
  readonly nick: string;
  readonly avatar: string;
  readonly user: ChatUser;
}

/** The room's people. Sanitises names and pictures once per change. */
export class UserDirectory {
  readonly #known = new BoundedMap<string, Entry>(MAX_KNOWN);
  /** Whom the service named. */
  readonly #moderators = new Set<string>();
  #declaredModerators = new Set<string>();
  #ownerId = '';
  #selfId = '';
  #selfRole: ChatRole = 'viewer';

  /** `filterName` answers the name that is shown, or undefined for none; it is not asked about this user's own. */
  constructor(private readonly filterName: (user: ChatUser) => string | undefined = ({ nick }) => nick) {}

  /** Says who this user is; '' for a guest. `role` is what the token and the group say together. */
  setSelf(userId: string, role: ChatRole): void {
    this.#selfId = userId;
    this.#selfRole = role;
    this.#known.clear();
  }

  setOwner(userId: string): void {
    if (userId === this.#ownerId) return;
    this.#ownerId = userId;
    this.#known.clear();
  }

  /** Names are to be looked at anew. */
  invalidate(): void {
    this.#known.clear();
  }

  /** Whom the room's notes name as moderators. */
  setModerators(userIds: readonly string[]): void {
    if (userIds.length === this.#declaredModerators.size && userIds.every((each) => this.#declaredModerators.has(each)))
      return;
    this.#declaredModerators = new Set(userIds);
    this.#known.clear();
  }

  setModerator(userId: string, is: boolean): void {
    if (is) this.#moderators.add(userId);
    else {
      this.#moderators.delete(userId);
      this.#declaredModerators.delete(userId);
    }
    this.#known.delete(userId);
  }

  roleOf(userId: string): ChatRole {
    if (userId !== '' && userId === this.#ownerId) return 'host';
    if (userId !== '' && userId === this.#selfId) return this.#selfRole;
    return this.#isModerator(userId) ? 'moderator' : 'viewer';
  }

  /**
   * True when the service itself vouches that this user may order: the owner, an admin of the group, the application's
   * server.
   */
  isStaff(userId: string): boolean {
    return userId === APP_ADMINISTRATOR || (userId !== '' && userId === this.#ownerId) || this.#isModerator(userId);
  }

  #isModerator(userId: string): boolean {
    return this.#moderators.has(userId) || this.#declaredModerators.has(userId);
  }

  /** The sanitised user; the same object as long as nothing changed. */
  user(from: ImUser): ChatUser {
    const known = this.#known.get(from.userId);
    if (known && known.nick === from.nick && known.avatar === from.avatar) return known.user;
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
    this.#known.set(from.userId, { nick: from.nick, avatar: from.avatar, user });
    return user;
  }

  /** The name under which somebody was last seen. */
  nickOf(userId: string): string | undefined {
    return this.#known.get(userId)?.user.nick;
  }
}
