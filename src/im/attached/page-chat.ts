// The instance of Tencent's SDK that the page has created and logged in: which version it is, whether it is logged in,
// and which groups were joined through it by this library and not by the page.
import type { ImUser } from '../im-client.js';
import { readString } from '../tim/read.js';
import type { TimInstance } from '../tim/tim-sdk.js';

/** What 3.x has besides. */
interface ChatOfVersion3 {
  isReady(): boolean;
  getLoginUser(): string;
}

/** The same instance as one of 3.x, or undefined for 2.x, which cannot tell whether and as whom it is logged in. */
export function asVersion3(chat: TimInstance): ChatOfVersion3 | undefined {
  return typeof (chat as Partial<ChatOfVersion3>).isReady === 'function'
    ? (chat as unknown as ChatOfVersion3)
    : undefined;
}

/** The user who is logged in, with name and picture. Rejects while nobody is; 2.x also reports that as an `ERROR`. */
export async function readUser(chat: TimInstance): Promise<ImUser> {
  const { data } = await chat.getMyProfile();
  return { userId: readString(data, 'userID'), nick: readString(data, 'nick'), avatar: readString(data, 'avatar') };
}

/** By instance: the groups that this library joined through it. All others belong to the page and are never left. */
const joinedByUs = new WeakMap<object, Set<string>>();

/** The groups that this library joined through an instance. */
export function groupsJoinedByUs(chat: TimInstance): Set<string> {
  let groups = joinedByUs.get(chat);
  if (!groups) joinedByUs.set(chat, (groups = new Set()));
  return groups;
}
