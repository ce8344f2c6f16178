import { type ControlMessage, writeControlMessage } from '../../protocol/control-message.js';
import { APP_ADMINISTRATOR } from '../../protocol/moderation.js';
import { messageBody } from '../rest/message-body.js';
import type { RestClient } from '../rest/rest-client.js';

/**
 * Sends a control message in the name of the application's administrator. Every application has this account, also when
 * another administrator makes the calls; pages accept its control messages because the service reports the sender.
 */
export async function sendControlMessage(
  client: Pick<RestClient, 'sendGroupMsg'>,
  groupId: string,
  control: ControlMessage,
  priority: 'High' | 'Low',
  signal: AbortSignal,
): Promise<void> {
  await client.sendGroupMsg(
    groupId,
    {
      from: APP_ADMINISTRATOR,
      body: messageBody.custom({ data: writeControlMessage(control) }),
      priority,
      skipWebhooks: true,
    },
    { signal },
  );
}
