import { type DecodedMessage, decodeMessage } from '../../protocol/decode-message.js';
import { readTextExtras } from '../../protocol/text-message.js';
import type { MessageElement } from '../rest/message-body.js';
import { ResponseReader } from '../rest/response-reader.js';
import type { BeforeSendEvent } from './webhook-event.js';

// Changes the texts inside a message and nothing else: the text of text elements and faces, and every string in the JSON
// of custom elements and of the extras (danmaku of an older app, a name, a quote).

const MAX_DEPTH = 16;

function mapValue(value: unknown, map: (text: string) => string, depth: number): unknown {
  if (typeof value === 'string') return map(value);
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return value;
  if (Array.isArray(value)) return value.map((each) => mapValue(each, map, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapValue(each, map, depth + 1)]));
}

/**
 * A text, and when it is a JSON object also the strings in it: pages decode the JSON that the oldest apps put into texts,
 * and its escapes could hide a word.
 */
function mapText(text: string, map: (text: string) => string): string {
  const mapped = map(text);
  return /^\s*\{/.test(mapped) ? mapJson(mapped, map) : mapped;
}

function mapJson(text: string, map: (text: string) => string): string {
  if (!/^\s*[[{]/.test(text)) return map(text);
  let changed = false;
  const mapAndCompare = (before: string) => {
    const after = map(before);
    changed ||= after !== before;
    return after;
  };
  try {
    const mapped = JSON.stringify(mapValue(JSON.parse(text), mapAndCompare, 1));
    return changed ? mapped : text;
  } catch {
    return map(text); // not JSON: a plain text
  }
}

function mapElement(element: MessageElement, map: (text: string) => string): MessageElement {
  const change = (
    names: readonly string[],
    how: (text: string, map: (text: string) => string) => string,
  ): MessageElement => {
    const content = { ...element.MsgContent };
    for (const name of names) if (typeof content[name] === 'string') content[name] = how(content[name], map);
    return { ...element, MsgContent: content };
  };
  if (element.MsgType === 'TIMTextElem') return change(['Text'], mapText);
  if (element.MsgType === 'TIMCustomElem') return change(['Data', 'Desc', 'Ext'], mapJson);
  if (element.MsgType === 'TIMFaceElem') return change(['Data'], (text) => map(text));
  return element;
}

/** The message's content with `map` applied to its texts. A text that `map` does not change stays byte for byte. */
export function mapTexts(
  { body, cloudCustomData }: Pick<BeforeSendEvent, 'body' | 'cloudCustomData'>,
  map: (text: string) => string,
): { body: MessageElement[]; cloudCustomData: string } {
  return {
    body: body.map((element) => mapElement(element, map)),
    cloudCustomData: cloudCustomData === '' ? '' : mapJson(cloudCustomData, map),
  };
}

/** The extras with an empty name and text in their quote, so that pages show only what they know of the quoted message. */
export function withoutQuote(cloudCustomData: string): string {
  if (!readTextExtras(cloudCustomData).replyTo) return cloudCustomData;
  const extras = JSON.parse(cloudCustomData) as { liveChat: { replyTo: object } };
  const { liveChat } = extras;
  return JSON.stringify({ ...extras, liveChat: { ...liveChat, replyTo: { ...liveChat.replyTo, nick: '', text: '' } } });
}

/** Decodes each element of a message as the pages decode it, whichever app wrote it. Pictures and files are left out. */
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
