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
/** Fields that have to be texts when they are there. */
const TEXTS = ['Text', 'Data', 'Desc', 'Ext'];

/**
 * Throws ServiceError 10004 when a message's elements are not what clients can unpack: one bad message costs them the
 * whole batch.
 */
export function checkElements(msgBody: readonly unknown[]): void {
  if (msgBody.length === 0) throw new ServiceError(10004, 'MsgBody must hold at least one element');
  for (const element of msgBody) {
    const content = isJsonObject(element) ? element['MsgContent'] : undefined;
    if (
      !isJsonObject(element) ||
      typeof element['MsgType'] !== 'string' ||
      !ELEMENT_TYPES.has(element['MsgType']) ||
      !isJsonObject(content)
    )
      throw new ServiceError(10004, 'MsgBody must hold elements with a known MsgType and a MsgContent');
    for (const key of TEXTS)
      if (content[key] !== undefined && typeof content[key] !== 'string')
        throw new ServiceError(10004, `${key} of an element must be a text`);
    if (element['MsgType'] === 'TIMTextElem' && content['Text'] === undefined)
      throw new ServiceError(10004, 'A text element needs Text');
  }
}
