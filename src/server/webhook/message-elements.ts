import { type DecodedMessage, decodeMessage } from '../../protocol/decode-message.js';
import type { MessageElement } from '../rest/message-commands.js';
import { ResponseReader } from '../rest/response-reader.js';
import { editJson, editText, type FindEdits } from './text-edits.js';
import type { BeforeSendEvent } from './webhook-event.js';

// Changes texts inside a message and nothing else: the text of text elements and faces, and every string in the JSON of
// custom elements and of the extras (danmaku of an older app, a name, a quote).

/**
 * A text, and when it is a JSON object also the strings in it: pages decode the JSON that the oldest apps put into
 * texts, and its escapes could hide a word.
 */
function editTypedText(text: string, find: FindEdits): string {
  const edited = editText(text, find);
  return /^\s*\{/.test(edited) ? editJson(edited, find) : edited;
}

function editElement(element: MessageElement, find: FindEdits): MessageElement {
  const change = (names: readonly string[], edit: (text: string, find: FindEdits) => string): MessageElement => {
    const content = { ...element.MsgContent };
    for (const name of names) if (typeof content[name] === 'string') content[name] = edit(content[name], find);
    return { ...element, MsgContent: content };
  };
  if (element.MsgType === 'TIMTextElem') return change(['Text'], editTypedText);
  if (element.MsgType === 'TIMCustomElem') return change(['Data', 'Desc', 'Ext'], editJson);
  if (element.MsgType === 'TIMFaceElem') return change(['Data'], editText);
  return element;
}

/** The message's content with the replacements that `find` returns for its texts. The rest stays byte for byte. */
export function editMessage(
  { body, cloudCustomData }: Pick<BeforeSendEvent, 'body' | 'cloudCustomData'>,
  find: FindEdits,
): { body: MessageElement[]; cloudCustomData: string } {
  return { body: body.map((element) => editElement(element, find)), cloudCustomData: editJson(cloudCustomData, find) };
}

/**
 * Decodes each element of a message as the pages decode it, whichever app wrote it. Pictures and files are left out.
 */
export function decodeElements({ body, cloudCustomData, groupId, userId, time }: BeforeSendEvent): DecodedMessage[] {
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
    const content = new ResponseReader(MsgContent);
    switch (MsgType) {
      case 'TIMTextElem':
        return [decodeMessage({ ...common, kind: 'text', text: content.string('Text') })];
      case 'TIMCustomElem':
        return [
          decodeMessage({
            ...common,
            kind: 'custom',
            data: content.string('Data'),
            description: content.string('Desc'),
            extension: content.string('Ext'),
          }),
        ];
      case 'TIMFaceElem':
        return [
          decodeMessage({ ...common, kind: 'face', index: content.number('Index'), data: content.string('Data') }),
        ];
      default:
        return [];
    }
  });
}
