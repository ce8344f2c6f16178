// Carries a moderator's request out over the REST API. Whether they may is settled before.
import { updateRoomMetadata } from '../metadata/update-room-metadata.js';
import { sendControlMessage } from '../metadata/send-control-message.js';
import type { RestClient } from '../rest/rest-client.js';
import { TencentError } from '../rest/tencent-error.js';
import type { ModerationRequest } from './moderation-request.js';

/** The part of the REST client that moderation needs. */
export type ModerationClient = Pick<
  RestClient,
  | 'banGroupMember'
  | 'forbidSendMsg'
  | 'getGroupInfo'
  | 'groupMsgRecall'
  | 'modifyGroupBaseInfo'
  | 'sendGroupMsg'
  | 'unbanGroupMember'
>;

/** Rejects with TencentError when the service refuses. */
export async function performModeration(
  client: ModerationClient,
  asked: ModerationRequest,
  signal: AbortSignal,
): Promise<void> {
  const { groupId } = asked;
  switch (asked.action) {
    case 'mute':
      return client.forbidSendMsg(groupId, [asked.userId], asked.seconds, { signal });
    case 'unmute':
      return client.forbidSendMsg(groupId, [asked.userId], 0, { signal });
    case 'muteAll':
      return client.modifyGroupBaseInfo(groupId, { allMuted: asked.muted }, { signal });
    case 'ban':
      return client.banGroupMember(groupId, [asked.userId], asked.seconds, {
        description: asked.reason || undefined,
        signal,
      });
    case 'unban':
      return client.unbanGroupMember(groupId, [asked.userId], { signal });
    case 'retract':
      // The service takes it out of its history, where it can; of web pages only the newest hear of that. The order
      // reaches all.
      try {
        await client.groupMsgRecall(groupId, [asked.seq], { signal });
      } catch (error) {
        if (!(error instanceof TencentError)) throw error;
      }
      return sendControlMessage(
        client,
        groupId,
        { action: 'retract', seq: asked.seq, id: asked.messageId },
        'High',
        signal,
      );
    case 'announce':
      // The group's profile is for those who come later; the service need not tell those who are there.
      await client.modifyGroupBaseInfo(groupId, { notification: asked.text }, { signal });
      return sendControlMessage(client, groupId, { action: 'announce', text: asked.text }, 'High', signal);
    case 'slowMode':
      return updateRoomMetadata(client, groupId, () => ({ slowMode: asked.seconds }), 'High', signal);
    case 'emojiOnly':
      return updateRoomMetadata(client, groupId, () => ({ emojiOnly: asked.on }), 'High', signal);
  }
}
