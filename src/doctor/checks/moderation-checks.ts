// Moderation by the site's server: mutes, mute-all, bans, and whether the pages are notified.
import { codeOf, CONSOLE, errorText, PLAN } from '../advice.js';
import type { Check, Finding } from '../check.js';
import { type DoctorRun, USER_IDS } from '../doctor-run.js';
import type { SdkUser } from '../sdk-user.js';
import { ARRIVAL_MS, drainEvents, isTip } from './message-checks.js';

const SECONDS = 60;
const MUTED = 10017;
const MEMBER_CHANGED = 7;
const PROFILE_CHANGED = 6;
const BANNED_NOTICE = 21;
const NO_PERMISSION = 10007;
const NOT_IN_PLAN = 10059;
const KEEPS_SENDING: Pick<Finding, 'meaning' | 'advice'> = {
  meaning: 'A muted user can go on sending.',
  advice: `Check that ${CONSOLE.groupFeatures} does not exempt live rooms from mutes, and ask Tencent's support.`,
};

/** The code with which the service refuses a message; 0 if it accepts it. */
async function refusalOf(run: DoctorRun, user: SdkUser): Promise<number> {
  try {
    await run.sendMarker(user);
    return 0;
  } catch (error) {
    return codeOf(error) || -1;
  }
}

export const MODERATION_CHECKS: readonly Check[] = [
  {
    id: 'mute',
    title: 'Mute of a user',
    needs: ['message', 'server-message'],
    async run(run) {
      const ana = run.user('ana');
      await run.rest.forbidSendMsg(run.groupId, [ana.userId], SECONDS);
      const whileMuted = await refusalOf(run, ana);
      await drainEvents(run, ana);
      run.observations.moderationTips = ana.messages.some(isTip(MEMBER_CHANGED));
      await run.rest.forbidSendMsg(run.groupId, [ana.userId], 0);
      const afterwards = await refusalOf(run, ana);
      if (whileMuted === 0) return { status: 'fail', result: 'A muted user could send.', ...KEEPS_SENDING };
      if (afterwards !== 0)
        return {
          status: 'fail',
          result: `After the end of the mute the user is refused with ${afterwards}.`,
          meaning: 'Users stay muted.',
          advice: 'Run the command again; if it stays so, ask the support of Tencent.',
        };
      return {
        status: 'pass',
        result: `A muted user is refused with ${whileMuted}, and can send afterwards.`,
        ...(whileMuted !== MUTED && { meaning: `Another code than ${MUTED}: the page shows a general error.` }),
      };
    },
  },
  {
    id: 'mute-tips',
    title: 'Tips of mutes',
    needs: ['mute'],
    run(run) {
      if (run.observations.moderationTips)
        return Promise.resolve({ status: 'pass', result: 'A mute arrives as a tip, also at the muted user.' });
      return Promise.resolve({
        status: 'off',
        result: 'A mute does not arrive as a tip.',
        meaning: 'A user who is muted by your server or by the console notices it with the next message only.',
        advice: `Switch on the notification of muted members for live rooms: ${CONSOLE.groupNotices}.`,
      });
    },
  },
  {
    id: 'mute-all',
    title: 'Mute of the whole room',
    needs: ['mute'],
    inTestRoomOnly: true,
    async run(run) {
      const [ana, host] = [run.user('ana'), run.user('host')];
      await run.rest.modifyGroupBaseInfo(run.groupId, { allMuted: true });
      const before = ana.messages.length;
      const [viewer, owner] = [await refusalOf(run, ana), await refusalOf(run, host)];
      await run.rest.modifyGroupBaseInfo(run.groupId, { allMuted: false });
      await drainEvents(run, ana);
      const hasTip = ana.messages
        .slice(before)
        .some((each) => isTip(PROFILE_CHANGED)(each) && muteAllOf(each.payload) !== undefined);
      if (viewer === 0) return { status: 'fail', result: 'A viewer could send in a muted room.', ...KEEPS_SENDING };
      return {
        status: 'pass',
        result:
          `Viewers are refused with ${viewer}; ` + `the host ${owner === 0 ? 'can send' : `is refused with ${owner}`}.`,
        meaning: hasTip ? 'Pages are notified by a tip.' : 'Pages notice it with the next message or profile only.',
      };
    },
  },
  {
    id: 'ban',
    title: 'Ban of a user',
    needs: ['join', 'server-message'],
    inTestRoomOnly: true,
    async run(run) {
      const ben = run.user(run.has('ben-again') ? 'ben-again' : 'ben');
      try {
        await run.rest.banGroupMember(run.groupId, [ben.userId], SECONDS);
      } catch (error) {
        const code = codeOf(error);
        if (code !== NO_PERMISSION && code !== NOT_IN_PLAN) throw error;
        run.observations.banSwitch = false;
        return {
          status: 'off',
          result: errorText(error),
          meaning: 'The elements do not offer bans; muting works without it.',
          advice: `${PLAN.advice} Switch: ${CONSOLE.groupFeatures} > ban of live room members (直播群封禁成员).`,
        };
      }
      run.observations.banSwitch = true;
      const notice = await ben.waitForMessage(
        ({ type, payload }) => type === 'TIMGroupSystemNoticeElem' && payload['operationType'] === BANNED_NOTICE,
        ARRIVAL_MS,
      );
      let refusal = 0;
      try {
        await ben.join(run.groupId);
      } catch (error) {
        refusal = codeOf(error) || -1;
      }
      const pollCode = ben.frames.refusedPollCode();
      if (pollCode !== undefined) run.observations.pollCodeAfterBan = pollCode;
      await run.rest.unbanGroupMember(run.groupId, [USER_IDS.ben]);
      if (refusal === 0)
        return {
          status: 'fail',
          result: 'A banned user can join again at once.',
          meaning: 'Bans have no effect.',
          advice: `Compare the switch: ${CONSOLE.groupFeatures}.`,
        };
      return {
        status: 'pass',
        result: `A banned user is removed and refused with ${refusal}.`,
        meaning: notice ? 'The page of the user is notified.' : 'The page of the user is not notified and finds out.',
      };
    },
  },
];

function muteAllOf(payload: Readonly<Record<string, unknown>>): unknown {
  return (payload['newGroupProfile'] as { muteAllMembers?: unknown } | undefined)?.muteAllMembers;
}
