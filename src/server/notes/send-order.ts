import type { ControlMessage } from '../../room/formats/control-message.js';
import { writeControl } from '../../room/formats/write-control.js';
import type { RestClient } from '../rest/create-rest-client.js';
import { messageBody } from '../rest/message-body.js';

/** Pages take orders from this account, which every application has, whatever administrator carries them out. */
const SPEAKER = 'administrator';

/** Sends an order of the application's administrator, which pages obey because the service vouches for its sender. */
export async function sendOrder(
  client: Pick<RestClient, 'sendGroupMsg'>,
  groupId: string,
  control: ControlMessage,
  priority: 'High' | 'Low',
  signal: AbortSignal,
): Promise<void> {
  await client.sendGroupMsg(
    groupId,
    { from: SPEAKER, body: messageBody.custom({ data: writeControl(control) }), priority, skipWebhooks: true },
    { signal },
  );
}
