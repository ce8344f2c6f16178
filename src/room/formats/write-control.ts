import type { ControlMessage } from './control-message.js';
import { CONTROL_BUSINESS_ID } from './control-business-id.js';

/** The data of a custom message that carries `control`. Whether it counts is decided by who sends it. */
export function writeControl(control: ControlMessage): string {
  return JSON.stringify({ version: '1.0', platform: 'Web', businessID: CONTROL_BUSINESS_ID, data: control });
}
