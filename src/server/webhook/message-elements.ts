import { type DecodedMessage, decodeMessage } from '../../protocol/decode-message.js';
import { describeFace, findEmojiCodes, replaceEmojiCodes } from '../../protocol/emoji-codes.js';
import type { MessageElement } from '../rest/message-commands.js';
import { ResponseReader } from '../rest/response-reader.js';
import { editJson, editText, findDrawnEdits, type FindEdits } from './text-edits.js';
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

/** Finds in the text that pages draw: the name in the code of an emoji is no word, and the emoji may be a listed one. */
const inDrawnText =
  (find: FindEdits): FindEdits =>
  (text) =>
    findDrawnEdits(text, findEmojiCodes(text), find);

/** In a JSON text also the strings in which pages draw no emoji for a code: names, and names of gifts. */
const editData = (text: string, find: FindEdits): string => editJson(editJson(text, inDrawnText(find)), find);

function editElement(element: MessageElement, find: FindEdits): MessageElement {
  const change = (names: readonly string[], edit: (text: string, find: FindEdits) => string): MessageElement => {
    const content = { ...element.MsgContent };
    for (const name of names) if (typeof content[name] === 'string') content[name] = edit(content[name], find);
    return { ...element, MsgContent: content };
  };
  if (element.MsgType === 'TIMTextElem') return change(['Text'], (text) => editTypedText(text, inDrawnText(find)));
  if (element.MsgType === 'TIMCustomElem') return change(['Data', 'Desc', 'Ext'], editData);
  if (element.MsgType === 'TIMFaceElem') return change(['Data'], (text) => editText(text, inDrawnText(find)));
  return element;
}

/** The message's content with the replacements that `find` returns for its texts. The rest stays byte for byte. */
export function editMessage(
  { body, cloudCustomData }: Pick<BeforeSendEvent, 'body' | 'cloudCustomData'>,
  find: FindEdits,
): { body: MessageElement[]; cloudCustomData: string } {
  return { body: body.map((element) => editElement(element, find)), cloudCustomData: editData(cloudCustomData, find) };
}

/** With emoji for the codes of Tencent's apps, as pages draw it. A face without words keeps its data. */
function withEmoji(decoded: DecodedMessage): DecodedMessage {
  if (decoded.kind === 'text') return { ...decoded, text: replaceEmojiCodes(decoded.text) };
  if (decoded.kind === 'face') return { ...decoded, data: describeFace(decoded.data) || decoded.data };
  return decoded;
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
  const decoded = body.flatMap(({ MsgType, MsgContent }) => {
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
  return decoded.map(withEmoji);
}
