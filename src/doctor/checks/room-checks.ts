// The room: it exists, is a live room, can be joined, and says who owns it.
import { requireGroupInfo } from '../../server/rest/group-commands.js';
import { CONSOLE, errorText } from '../advice.js';
import type { Check } from '../check.js';
import { type DoctorRun, USER_IDS } from '../doctor-run.js';
import type { SdkUser } from '../sdk-user.js';

const ROOM_NAME = 'Test of live-chat-elements';
/** The elements ask for the profile again for so long after a join. */
const PROFILE_MS = 10_000;
const PROFILE_PAUSE_MS = 200;
const LIVE_ROOM = 'AVChatRoom';

async function profileError(user: SdkUser, run: DoctorRun): Promise<unknown> {
  try {
    await user.call('getGroupProfile', { groupID: run.groupId });
    return undefined;
  } catch (error) {
    return error;
  }
}

export const ROOM_CHECKS: readonly Check[] = [
  {
    id: 'room',
    title: 'Room',
    needs: ['accounts'],
    async run(run) {
      if (!run.isOwnRoom) {
        const { name, ownerId } = await requireGroupInfo(run.rest, run.groupId, {});
        const owner = ownerId === '' ? 'no owner' : `owner ${ownerId}`;
        return {
          status: 'pass',
          result: `${run.groupId} ("${name}"), ${owner}.`,
          ...(ownerId === '' && { meaning: 'Without an owner nobody has the role host in this room.' }),
        };
      }
      run.isRoomOpen = true; // also if the response is lost
      await run.rest.createGroup({ groupId: run.groupId, name: ROOM_NAME, ownerId: USER_IDS.host });
      return { status: 'pass', result: `Test room ${run.groupId} created.` };
    },
  },
  {
    id: 'room-type',
    title: 'Type of the room',
    needs: ['room'],
    async run(run) {
      const { type } = await requireGroupInfo(run.rest, run.groupId, {});
      if (type === LIVE_ROOM) return { status: 'pass', result: `${LIVE_ROOM}, a live room.` };
      return {
        status: 'fail',
        result: `The group has the type ${type || 'unknown'}.`,
        meaning: 'The elements join live rooms only; the type of a group cannot be changed.',
        advice:
          `Create a group of type ${LIVE_ROOM} with another id: ` +
          `${CONSOLE.groups}, or create_group of the REST API.`,
      };
    },
  },
  {
    id: 'join',
    title: 'Joining',
    needs: ['login', 'room-type'],
    async run(run) {
      run.observations.profileForOutsiders = (await profileError(run.user('ana'), run)) === undefined;
      const startedAt = performance.now();
      for (const name of Object.keys(USER_IDS)) await run.user(name).join(run.groupId);
      const ms = Math.round((performance.now() - startedAt) / Object.keys(USER_IDS).length);
      return { status: 'pass', result: `3 users joined, ${ms} ms each.` };
    },
  },
  {
    id: 'profile',
    title: 'Profile after joining',
    needs: ['join'],
    async run(run) {
      const ben = run.user('ben');
      const startedAt = performance.now();
      const failedBefore = ben.frames.answered('get_group_self_member_info').at(-1);
      const wasRefused = failedBefore?.body?.list('GroupInfo')[0]?.number('ErrorCode') === 10007;
      for (;;) {
        const error = await profileError(ben, run);
        const waited = performance.now() - startedAt;
        if (error === undefined) {
          const response = ben.frames.answered('get_group_self_member_info').at(-1)?.body?.list('GroupInfo')[0];
          run.observations.honourFilters = !(response?.list('MemberList')[0]?.has('ShutUpUntil') ?? false);
          run.observations.profileLagMs = wasRefused ? Math.round(waited) : 0;
          return {
            status: 'pass',
            result: wasRefused ? `Available ${(waited / 1000).toFixed(1)} s after the join.` : 'Available at once.',
            ...(wasRefused && { meaning: 'Name, host and settings of the room appear with this delay.' }),
          };
        }
        if (waited > PROFILE_MS)
          return {
            status: 'fail',
            result: `Refused for ${PROFILE_MS / 1000} s: ${errorText(error)}`,
            meaning: 'Name, host, announcement and settings of the room stay unknown.',
            advice: `Check that the group is a live room and not dismissed: ${CONSOLE.groups}.`,
          };
        await new Promise((resolve) => setTimeout(resolve, PROFILE_PAUSE_MS));
      }
    },
  },
];
