import { readAction } from './read-action.js';
import type { ReadMessage } from './read-message-result.js';
import type { WireObject } from './wire-object.js';

/**
 * The oldest form, `userAction`: XiaoZhiBo wrote it with a picture and a message, ILVLive with a parameter. `usual` is
 * whose it is when neither mark is there. undefined for an unknown number.
 */
export function readUserAction(wire: WireObject, usual: 'XiaoZhiBo' | 'ILVLive'): ReadMessage | undefined {
  const hasPicture = wire.has('headPic');
  const numbering = hasPicture ? 'XiaoZhiBo' : wire.has('actionParam') ? 'ILVLive' : usual;
  return readAction(numbering, wire.whole('userAction'), wire.text(numbering === 'ILVLive' ? 'actionParam' : 'msg'));
}
