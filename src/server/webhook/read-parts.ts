import { readMessage } from '../../room/formats/read-message.js';
import type { ReadMessage } from '../../room/formats/read-message-result.js';
import { AnswerReader } from '../rest/answer-reader.js';
import type { BeforeSendEvent } from './webhook-event.js';

/**
 * What each element of a message means, whichever app wrote it; read as the pages will read it. Pictures, sounds and
 * files mean nothing here.
 */
export function readParts({ body, cloudCustomData, groupId, userId, time }: BeforeSendEvent): ReadMessage[] {
  const common = {
    id: '',
    groupId,
    from: { userId, nick: '', avatar: '' },
    isSelf: false,
    seq: 0,
    time,
    priority: 'normal',
    cloudCustomData,
    isBroadcast: false,
  } as const;
  return body.flatMap(({ MsgType, MsgContent }) => {
    const content = new AnswerReader(MsgContent);
    switch (MsgType) {
      case 'TIMTextElem':
        return [readMessage({ ...common, kind: 'text', text: content.text('Text') })];
      case 'TIMCustomElem':
        return [
          readMessage({
            ...common,
            kind: 'custom',
            data: content.text('Data'),
            description: content.text('Desc'),
            extension: content.text('Ext'),
          }),
        ];
      case 'TIMFaceElem':
        return [readMessage({ ...common, kind: 'face', index: content.number('Index'), data: content.text('Data') })];
      default:
        return [];
    }
  });
}
