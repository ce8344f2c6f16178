// Carries out a moderator's request over the REST API. The request is authorised before.
import type { ModerationRequest } from '../../protocol/moderation.js';
import { updateRoomMetadata, sendControlMessage } from '../metadata/room-metadata.js';
import type { RestClient } from '../rest/rest-client.js';
import { TencentError } from '../rest/tencent-error.js';

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
  request: ModerationRequest,
  signal: AbortSignal,
): Promise<void> {
  const { groupId } = request;
  switch (request.action) {
    case 'mute':
    case 'unmute': {
      // Live rooms send no event of a mute by default: pages learn it from the control message.
      const seconds = request.action === 'mute' ? request.seconds : 0;
      await client.forbidSendMsg(groupId, [request.userId], seconds, { signal });
      const control = { action: 'mute', userId: request.userId, seconds } as const;
      return sendControlMessage(client, groupId, control, 'High', signal);
    }
    case 'muteAll':
      await client.modifyGroupBaseInfo(groupId, { allMuted: request.muted }, { signal });
      return sendControlMessage(client, groupId, { action: 'muteAll', muted: request.muted }, 'High', signal);
    case 'ban':
      return client.banGroupMember(groupId, [request.userId], request.seconds, {
        description: request.reason || undefined,
        signal,
      });
    case 'unban':
      return client.unbanGroupMember(groupId, [request.userId], { signal });
    case 'retract':
      // The service recalls the message where it can, but only the newest apps receive that; all receive the control
      // message.
      try {
        await client.groupMsgRecall(groupId, [request.seq], { signal });
      } catch (error) {
        if (!(error instanceof TencentError)) throw error;
      }
      return sendControlMessage(
        client,
        groupId,
        { action: 'retract', seq: request.seq, id: request.messageId },
        'High',
        signal,
      );
    case 'announce':
      // The group's profile is for users who join later; the service need not notify those in the room.
      await client.modifyGroupBaseInfo(groupId, { notification: request.text }, { signal });
      return sendControlMessage(client, groupId, { action: 'announce', text: request.text }, 'High', signal);
    case 'slowMode':
      return updateRoomMetadata(client, groupId, () => ({ slowMode: request.seconds }), 'High', signal);
    case 'emojiOnly':
      return updateRoomMetadata(client, groupId, () => ({ emojiOnly: request.on }), 'High', signal);
  }
}
