import { type ControlMessage, writeControlMessage } from '../../protocol/control-message.js';
import { messageBody } from '../rest/message-body.js';
import type { RestClient } from '../rest/rest-client.js';

/** Pages take orders from this account, which every application has, whatever administrator carries them out. */
const SENDER = 'administrator';

/** Sends an order of the application's administrator, which pages obey because the service vouches for its sender. */
export async function sendControlMessage(
  client: Pick<RestClient, 'sendGroupMsg'>,
  groupId: string,
  control: ControlMessage,
  priority: 'High' | 'Low',
  signal: AbortSignal,
): Promise<void> {
  await client.sendGroupMsg(
    groupId,
    { from: SENDER, body: messageBody.custom({ data: writeControlMessage(control) }), priority, skipWebhooks: true },
    { signal },
  );
}
