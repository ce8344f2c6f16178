// An event of the webhook "before a group message" as hooks get it.
import { type BeforeSendEvent, messageBody } from '../../../src/server/index.js';

/** A text of bo in the room g; `fields` replace what differs. */
export const beforeSendEvent = (fields: Partial<BeforeSendEvent> = {}): BeforeSendEvent => ({
  command: 'Group.CallbackBeforeSendMsg',
  clientAddress: '',
  platform: 'Web',
  time: 0,
  raw: new Map(),
  groupId: 'g',
  groupType: 'AVChatRoom',
  userId: 'bo',
  operatorId: 'bo',
  random: 1,
  body: messageBody.text('hello'),
  cloudCustomData: '',
  ...fields,
});
