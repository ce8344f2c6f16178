import { isJsonObject } from '../fields.js';
import { ServiceError } from '../call.js';

const ELEMENT_TYPES = new Set([
  'TIMTextElem',
  'TIMCustomElem',
  'TIMFaceElem',
  'TIMImageElem',
  'TIMSoundElem',
  'TIMFileElem',
  'TIMVideoFileElem',
  'TIMLocationElem',
  'TIMRelayElem',
]);
/** Optional fields that must be strings. */
const STRING_FIELDS = ['Text', 'Data', 'Desc', 'Ext'];

/**
 * Throws ServiceError 10004 if clients cannot decode the elements of a message: a malformed message makes the SDK
 * discard its whole batch.
 */
export function checkElements(msgBody: readonly unknown[]): void {
  if (msgBody.length === 0) throw new ServiceError(10004, 'MsgBody must contain at least one element');
  for (const element of msgBody) {
    const content = isJsonObject(element) ? element['MsgContent'] : undefined;
    if (
      !isJsonObject(element) ||
      typeof element['MsgType'] !== 'string' ||
      !ELEMENT_TYPES.has(element['MsgType']) ||
      !isJsonObject(content)
    )
      throw new ServiceError(10004, 'MsgBody must contain elements with a known MsgType and a MsgContent');
    for (const key of STRING_FIELDS)
      if (content[key] !== undefined && typeof content[key] !== 'string')
        throw new ServiceError(10004, `${key} of an element must be a string`);
    if (element['MsgType'] === 'TIMTextElem' && content['Text'] === undefined)
      throw new ServiceError(10004, 'A text element needs Text');
  }
}
