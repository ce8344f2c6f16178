// Features of the service beyond messages: guests, counters, online count, second login, history, the owner's quit.
import { codeOf, CONSOLE, errorText, PLAN } from '../advice.js';
import type { Check } from '../check.js';
import { USER_IDS } from '../doctor-run.js';
import { ARRIVAL_MS } from './message-checks.js';

/** A counter of its own, so that the likes of a room are not changed. */
const COUNTER = 'live-chat-doctor';
/** The service counts every 10 s, so a number is up to 20 s old. */
const ONLINE_MS = 25_000;
const ONLINE_PAUSE_MS = 1_000;
/** Longer than the pause after a refused poll, 2 s. */
const GUEST_MS = 3_000;
const GUEST_ATTEMPTS = 4;
const KICK_MS = 4_000;
const HISTORY_BIT = 2;
const PLAN_MS = 5_000;
const OWNER_MAY_NOT_QUIT = 10009;

export const FEATURE_CHECKS: readonly Check[] = [
  {
    id: 'guest',
    title: 'Guests without a login',
    needs: ['message'],
    async run(run) {
      const guest = run.user('guest');
      const off = (result: string) => ({
        status: 'off' as const,
        result,
        meaning: 'Visitors who are not signed in see no messages.',
        advice: 'Return a user id for visitors, too, from the token endpoint (each counts as an active user).',
      });
      try {
        await guest.join(run.groupId);
      } catch (error) {
        return off(`Refused: ${errorText(error) || codeOf(error)}`);
      }
      // A guest receives what is sent after the first poll, which may come after the end of the join.
      for (let attempt = 0; attempt < GUEST_ATTEMPTS; attempt++) {
        const { fits } = await run.sendMarker(run.user('ana'));
        if (await guest.waitForMessage(fits, GUEST_MS))
          return { status: 'pass', result: 'A guest joins and receives messages.' };
      }
      return off('A guest can join, but receives nothing.');
    },
  },
  {
    id: 'counters',
    title: 'Counters (total of likes)',
    needs: ['join', 'plan'],
    async run(run) {
      const [ana, ben] = [run.user('ana'), run.user('ben')];
      const off = (result: string) => ({
        status: 'off' as const,
        result,
        meaning: 'The total of likes is an estimate of each page, unless your server counts (createLikeCounter).',
        advice: `${PLAN.advice} The plan is in ${CONSOLE.basic}.`,
      });
      try {
        const { counters } = await ana.call('increaseGroupCounter', { groupID: run.groupId, key: COUNTER, value: 1 });
        const value = (counters as Readonly<Record<string, unknown>> | undefined)?.[COUNTER];
        const isNotified = await ben.waitFor(
          () =>
            ben.events.some(
              ({ name, data }) => name === 'onGroupCounterUpdated' && (data as { key?: unknown }).key === COUNTER,
            ),
          ARRIVAL_MS,
        );
        await run.rest.deleteGroupCounter(run.groupId, [COUNTER]);
        if (!isNotified) return off('A counter can be changed, but other users are not notified.');
        return {
          status: 'pass',
          result: `A viewer can count (${String(value)}), and others are notified.`,
          meaning: 'The total of likes is exact.',
        };
      } catch (error) {
        return off(errorText(error) || `Refused with ${codeOf(error)}.`);
      }
    },
  },
  {
    id: 'online-count',
    title: 'Number of viewers',
    needs: ['join'],
    async run(run) {
      const end = performance.now() + ONLINE_MS;
      for (;;) {
        const count = await run.rest.getOnlineMemberNum(run.groupId);
        if (count >= 2) return { status: 'pass', result: `${count} users are counted.` };
        if (performance.now() > end)
          return {
            status: 'off',
            result: `${count} users are counted; at least 3 are in the room.`,
            meaning: 'The number of viewers that the chat shows is too low.',
            advice: `Compare ${CONSOLE.groupFeatures} > list of online members of live rooms (直播群在线成员列表).`,
          };
        await new Promise((resolve) => setTimeout(resolve, ONLINE_PAUSE_MS));
      }
    },
  },
  {
    id: 'second-login',
    title: 'Second login of a user',
    needs: ['join', 'message'],
    async run(run) {
      const first = run.user('ben');
      const isMember = async () => (await run.rest.getMembers(run.groupId)).members.some(isBen);
      const wasListed = await isMember();
      const second = run.connect('ben-again', USER_IDS.ben);
      const startedAt = performance.now();
      await second.login(await run.sign(USER_IDS.ben));
      if (wasListed) run.observations.loginKeepsMembership = await isMember();
      const kick = () => first.events.find(({ name }) => name === 'kickedOut');
      await first.waitFor(() => kick() !== undefined, KICK_MS);
      const kicked = kick();
      run.observations.instancesPerUser = kicked ? 1 : 2;
      if (!kicked)
        return {
          status: 'pass',
          result: 'Both logins stay.',
          meaning: 'A user can be in the room with two pages or devices.',
        };
      return {
        status: 'pass',
        result: `The older login was ended after ${Math.max(0, Math.round(kicked.at - startedAt))} ms.`,
        meaning: `The older page shows that the room is open elsewhere. More web logins: ${CONSOLE.login}.`,
      };
    },
  },
  {
    id: 'history',
    title: 'History for users who join later',
    needs: ['second-login', 'plan'],
    async run(run) {
      const late = run.user('ben-again');
      const bits = () => late.frames.purchaseBits()?.bits;
      await late.waitFor(() => bits() !== undefined, PLAN_MS);
      await late.join(run.groupId);
      const old = late.messages.filter(({ type }) => type !== 'TIMGroupTipElem').length;
      if (old > 0) return { status: 'pass', result: `${old} earlier messages arrive with the join.` };
      return {
        status: 'off',
        result: 'No earlier message arrives with the join.',
        meaning: 'A user who joins, or reloads the page, sees an empty chat at first.',
        advice:
          bits()?.at(-1 - HISTORY_BIT) === '1'
            ? `Switch it on: ${CONSOLE.groupFeatures} > history for new members of live rooms (直播群新成员查看入群前消息).`
            : PLAN.advice,
      };
    },
  },
  {
    id: 'owner-quit',
    title: 'Quit by the host',
    needs: ['message'],
    inTestRoomOnly: true,
    async run(run) {
      try {
        await run.user('host').call('quitGroup', run.groupId);
        run.observations.ownerMayNotQuit = false;
        return { status: 'pass', result: 'The owner of the room can quit it.' };
      } catch (error) {
        if (codeOf(error) !== OWNER_MAY_NOT_QUIT) throw error;
        run.observations.ownerMayNotQuit = true;
        return {
          status: 'pass',
          result: `Refused with ${OWNER_MAY_NOT_QUIT}, as documented.`,
          meaning: 'The elements rejoin with a new login.',
        };
      }
    },
  },
];

const isBen = ({ userId }: { readonly userId: string }) => userId === USER_IDS.ben;
