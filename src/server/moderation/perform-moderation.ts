// Carries a moderator's request out over the REST API. Whether they may is settled before.
import { writeControl } from '../../room/formats/write-control.js';
import { writeSettings } from '../../room/room-settings-attributes.js';
import type { RestClient } from '../rest/create-rest-client.js';
import { messageBody } from '../rest/message-body.js';
import { TencentError } from '../rest/tencent-error.js';
import type { ModerationAction } from './moderation-action.js';

/** The part of the REST client that moderation needs. */
export type ModerationClient = Pick<RestClient, 'banGroupMember' | 'forbidSendMsg' | 'groupMsgRecall' | 'modifyGroupAttr' | 'modifyGroupBaseInfo' | 'sendGroupMsg' | 'unbanGroupMember'>;

/** Pages take orders from this account, which every application has, whatever administrator carries them out. */
const SPEAKER = 'administrator';

/** An order of the application's administrator, which pages obey because the service vouches for its sender. */
async function order(client: ModerationClient, groupId: string, control: Parameters<typeof writeControl>[0], signal: AbortSignal): Promise<void> {
  await client.sendGroupMsg(groupId, { from: SPEAKER, body: messageBody.custom({ data: writeControl(control) }), priority: 'High', skipWebhooks: true }, { signal });
}

/** Rejects with TencentError when the service refuses. */
export async function performModeration(client: ModerationClient, asked: ModerationAction, signal: AbortSignal): Promise<void> {
  const { groupId } = asked;
  switch (asked.action) {
    case 'mute':
      return client.forbidSendMsg(groupId, [asked.userId], asked.seconds, { signal });
    case 'unmute':
      return client.forbidSendMsg(groupId, [asked.userId], 0, { signal });
    case 'muteAll':
      return client.modifyGroupBaseInfo(groupId, { allMuted: asked.muted }, { signal });
    case 'ban':
      return client.banGroupMember(groupId, [asked.userId], asked.seconds, { description: asked.reason || undefined, signal });
    case 'unban':
      return client.unbanGroupMember(groupId, [asked.userId], { signal });
    case 'retract':
      // The service takes it out of its history, where it can; of web pages only the newest hear of that. The order reaches all.
      try {
        await client.groupMsgRecall(groupId, [asked.seq], { signal });
      } catch (error) {
        if (!(error instanceof TencentError)) throw error;
      }
      return order(client, groupId, { action: 'retract', seq: asked.seq, id: asked.messageId }, signal);
    case 'announce':
      // The group's profile is for those who come later; the service need not tell those who are there.
      await client.modifyGroupBaseInfo(groupId, { notification: asked.text }, { signal });
      return order(client, groupId, { action: 'announce', text: asked.text }, signal);
    case 'slowMode':
      return client.modifyGroupAttr(groupId, writeSettings({ slowMode: asked.seconds }), { signal });
    case 'emojiOnly':
      return client.modifyGroupAttr(groupId, writeSettings({ emojiOnly: asked.on }), { signal });
  }
}
