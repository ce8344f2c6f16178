import type { Handler } from '../call.js';
import { ATTRIBUTE_COMMANDS } from './attribute-commands.js';
import { COUNTER_COMMANDS } from './counter-commands.js';
import { GROUP_COMMANDS } from './group-commands.js';
import { LOGIN_COMMANDS } from './login-commands.js';
import { MEMBER_COMMANDS } from './member-commands.js';
import { MEMBERSHIP_COMMANDS } from './membership-commands.js';
import { POLL_COMMANDS } from './poll-commands.js';
import { PROFILE_COMMANDS } from './profile-commands.js';
import { SEND_COMMANDS } from './send-commands.js';
import { STARTUP_COMMANDS } from './startup-commands.js';

/** Handlers by `service.command`. A map, because the name is untrusted input. */
export const COMMANDS: ReadonlyMap<string, Handler> = new Map(
  [
    LOGIN_COMMANDS,
    STARTUP_COMMANDS,
    PROFILE_COMMANDS,
    MEMBERSHIP_COMMANDS,
    POLL_COMMANDS,
    SEND_COMMANDS,
    GROUP_COMMANDS,
    MEMBER_COMMANDS,
    ATTRIBUTE_COMMANDS,
    COUNTER_COMMANDS,
  ].flatMap((commands) => Object.entries(commands)),
);
