// Messages: from a user, from the server, likes, changes of the room, size, recall.
import { writeLike } from '../../protocol/like-message.js';
import { messageBody } from '../../server/rest/message-commands.js';
import { codeOf, CONSOLE, errorText } from '../advice.js';
import type { Check, Finding } from '../check.js';
import { type DoctorRun, USER_IDS } from '../doctor-run.js';
import type { SdkUser } from '../sdk-user.js';

/** Messages come with the next poll: at most 2.3 s plus the network. */
export const ARRIVAL_MS = 10_000;
const MESSAGES = 3;
/** The service waits 2 s for a webhook. A send that takes this long has probably waited for one. */
const SLOW_SEND_MS = 1_500;
/** Between the older limit of 8,000 bytes and the newer one of 12 KB. */
const LONG_BYTES = 8_100;
const MAX_INTRODUCTION_BYTES = 240;
const PROFILE_CHANGED = 6;

export const isTip = (operation: number) => (message: { readonly type: string; readonly payload: object }) =>
  message.type === 'TIMGroupTipElem' && (message.payload as { operationType?: unknown }).operationType === operation;

/**
 * Waits until everything that the service sent before has arrived: sends a message over REST and waits for it. Tips
 * that are missing then do not come.
 */
export async function drainEvents(run: DoctorRun, user: SdkUser): Promise<void> {
  const text = `live-chat-doctor ${Math.random().toString(36).slice(2)}`;
  await run.rest.sendGroupMsg(run.groupId, { body: messageBody.custom({ data: text }), skipWebhooks: true });
  await user.waitForMessage(({ payload }) => payload['data'] === text, ARRIVAL_MS);
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const notDelivered = (result: string): Finding => ({
  status: 'fail',
  result,
  meaning: 'The chat stays empty, although the room is joined.',
  advice:
    `Look at the webhook (${CONSOLE.webhooks}) and at the moderation of the application: ` +
    'either can drop messages silently.',
});

export const MESSAGE_CHECKS: readonly Check[] = [
  {
    id: 'message',
    title: 'Message to other users',
    needs: ['join'],
    async run(run) {
      const delays: number[] = [];
      for (let count = 0; count < MESSAGES; count++) {
        const { fits, startedAt } = await run.sendMarker(run.user('ana'));
        for (const name of ['host', 'ben']) {
          const received = await run.user(name).waitForMessage(fits, ARRIVAL_MS);
          if (!received) return notDelivered(`A message did not arrive within ${ARRIVAL_MS / 1000} s.`);
          delays.push(received.receivedAt - startedAt);
        }
      }
      const [middle, longest] = [Math.round(median(delays)), Math.round(Math.max(...delays))];
      return { status: 'pass', result: `Arrives after ${middle} ms (median), ${longest} ms at most.` };
    },
  },
  {
    id: 'send-time',
    title: 'Time to send',
    needs: ['message'],
    run(run) {
      const ms = Math.round(median(run.sendTimes));
      if (ms < SLOW_SEND_MS) return Promise.resolve({ status: 'pass', result: `${ms} ms until the service confirms.` });
      return Promise.resolve({
        status: 'fail',
        result: `${ms} ms until the service confirms.`,
        meaning: 'Every message waits, probably for your webhook: the service waits up to 2 s for it.',
        advice:
          `Make the webhook respond faster, or remove the URL or the event "before a group message": ` +
          `${CONSOLE.webhooks}.`,
      });
    },
  },
  {
    id: 'server-message',
    title: 'Message from the server',
    needs: ['join'],
    async run(run) {
      const text = `live-chat-doctor ${Math.random().toString(36).slice(2)}`;
      const sentAt = (run.options.now ?? Date.now)();
      const sent = await run.rest.sendGroupMsg(run.groupId, { body: messageBody.custom({ data: text }) });
      if (sent.time > 0) run.recordServiceTime(sent.time, sentAt);
      if (sent.dropped) return notDelivered(`The service dropped the message (${sent.dropReason}).`);
      const received = await run.user('ben').waitForMessage(({ payload }) => payload['data'] === text, ARRIVAL_MS);
      if (!received) return notDelivered(`A message sent over REST did not arrive within ${ARRIVAL_MS / 1000} s.`);
      return {
        status: 'pass',
        result: 'A message sent over REST arrives.',
        meaning: 'Moderation by your server reaches the pages.',
      };
    },
  },
  {
    id: 'likes',
    title: 'Likes',
    needs: ['message'],
    inTestRoomOnly: true,
    async run(run) {
      const ana = run.user('ana');
      const like = writeLike({ count: 3, id: 'live-chat-doctor', user: { userId: ana.userId, nick: '', avatar: '' } });
      await ana.send(run.groupId, '', { priority: 'Low', custom: like });
      const received = await run.user('ben').waitForMessage(({ payload }) => payload['data'] === like.data, ARRIVAL_MS);
      return received
        ? { status: 'pass', result: 'A like message arrives.' }
        : notDelivered('A like message did not arrive.');
    },
  },
  {
    id: 'room-notices',
    title: 'Tips of changed room settings',
    needs: ['server-message'],
    inTestRoomOnly: true,
    async run(run) {
      const ana = run.user('ana');
      await run.rest.modifyGroupBaseInfo(run.groupId, { introduction: 'x'.repeat(MAX_INTRODUCTION_BYTES) });
      await drainEvents(run, ana);
      const received = ana.messages.some(isTip(PROFILE_CHANGED));
      run.observations.profileTips = received;
      if (received) return { status: 'pass', result: 'A changed introduction arrives as a tip.' };
      return {
        status: 'off',
        result: 'A changed introduction does not arrive as a tip.',
        meaning: 'Announcement and settings that are not changed by the elements appear after the next join only.',
        advice: `Switch on the notification of changed group profiles for live rooms: ${CONSOLE.groupNotices}.`,
      };
    },
  },
  {
    id: 'message-size',
    title: 'Size of a message',
    needs: ['message'],
    inTestRoomOnly: true,
    async run(run) {
      try {
        await run.user('ana').send(run.groupId, 'x'.repeat(LONG_BYTES));
        run.observations.acceptsLongMessages = true;
        return { status: 'pass', result: `${LONG_BYTES} bytes are accepted.` };
      } catch (error) {
        if (![80002, 93000].includes(codeOf(error))) throw error;
        run.observations.acceptsLongMessages = false;
        return {
          status: 'pass',
          result: `${LONG_BYTES} bytes are refused (${codeOf(error)}).`,
          meaning: 'The limit is 8,000 bytes; the elements send far less.',
        };
      }
    },
  },
  {
    id: 'recall',
    title: 'Recall of a message',
    needs: ['server-message'],
    async run(run) {
      const { seq } = await run.rest.sendGroupMsg(run.groupId, {
        from: USER_IDS.ana,
        body: messageBody.custom({ data: 'live-chat-doctor recall' }),
        skipWebhooks: true,
      });
      let reason: string;
      try {
        const [recalled] = await run.rest.groupMsgRecall(run.groupId, [seq]);
        if (recalled?.code === 0) return { status: 'pass', result: 'A message can be recalled.' };
        reason = `Refused with ${recalled?.code ?? 'no response'}.`;
      } catch (error) {
        reason = errorText(error);
      }
      return {
        status: 'off',
        result: reason,
        meaning: 'Retracted messages disappear from open pages, but the service keeps them in its history.',
        advice: `Switch on the recall of messages: ${CONSOLE.login}.`,
      };
    },
  },
];
