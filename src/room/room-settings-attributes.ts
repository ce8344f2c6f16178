// Settings for everybody in the room live in attributes of the group, so that who comes later has them too.
import type { RoomSettings } from './room-snapshot.js';

const SLOW_MODE = 'lce.slow';
const EMOJI_ONLY = 'lce.emoji';
/** An hour between two messages is as good as a mute. */
export const MAX_SLOW_MODE_S = 3600;

/** Reads the settings; whatever is not there or not readable is off. */
export function readSettings(attributes: Readonly<Record<string, string>>): RoomSettings {
  const slowMode = Number(attributes[SLOW_MODE] ?? '0');
  return Object.freeze({
    slowMode: Number.isInteger(slowMode) ? Math.min(MAX_SLOW_MODE_S, Math.max(0, slowMode)) : 0,
    emojiOnly: attributes[EMOJI_ONLY] === '1',
  });
}

/** The attributes to write; other applications' stay untouched. */
export function writeSettings({ slowMode, emojiOnly }: Partial<RoomSettings>): Record<string, string> {
  return { ...(slowMode !== undefined && { [SLOW_MODE]: String(slowMode) }), ...(emojiOnly !== undefined && { [EMOJI_ONLY]: emojiOnly ? '1' : '0' }) };
}
