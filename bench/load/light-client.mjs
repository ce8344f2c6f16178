// A viewer that sends the SDK's frames without the SDK: logs in, joins, and polls. Two thousand instances of the SDK do
// not fit into one process.
import { WebSocket } from 'ws';

/** @typedef {{ onBatch(bodyText: string, at: number): void }} Listener */

export class LightClient {
  #socket;
  #seq = 0;
  #waiting = new Map();
  #head = {};
  #closed = false;
  key = '';
  next = 0;

  constructor(userId, { url, sdkAppId }) {
    this.userId = userId;
    this.sdkAppId = sdkAppId;
    this.address = `${url}/info?sdkappid=${sdkAppId}&instanceid=${userId}`;
  }

  async enter(userSig, groupId) {
    this.#socket = new WebSocket(this.address, { perMessageDeflate: false });
    await new Promise((resolve, reject) => this.#socket.once('open', resolve).once('error', reject));
    this.#socket.on('message', (data) => this.#receive(data.toString()));
    const login = JSON.parse(
      await this.ask(
        'im_open_status.wslogin',
        { State: 'Online', is_web_uniapp: 0, InstType: 0 },
        { identifier: this.userId, usersig: userSig },
      ),
    );
    if (login.body.ErrorCode) throw new Error(`login: ${login.body.ErrorCode} ${login.body.ErrorInfo}`);
    this.#head = { a2: login.body.A2Key, tinyid: login.body.TinyId };
    const join = JSON.parse(
      await this.ask('group_open_http_svc.apply_join_group', { GroupId: groupId, WebPushFlag: 1 }),
    );
    if (join.body.ErrorCode) throw new Error(`join: ${join.body.ErrorCode} ${join.body.ErrorInfo}`);
    this.key = join.body.LongPollingKey;
    this.next = join.body.StartSeq;
  }

  /** Polls until closed, with a pause of `pollMs` after each response, as the SDK does. */
  async listen(pollMs, onBatch) {
    while (!this.#closed) {
      const text = await this.ask('group_open_long_polling_http_svc.get_msg', {
        USP: 1,
        StartSeq: this.next,
        StartBroadcastSeq: 1,
        HoldTime: 90,
        Key: this.key,
        DownsizeFlag: 0,
      });
      if (text === '') return;
      const at = performance.now();
      const before = this.next;
      this.next = Number(/"NextSeq":(\d+)/.exec(text)?.[1] ?? this.next);
      onBatch(this.next - before, text, at);
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  }

  async send(groupId, text, random) {
    const response = JSON.parse(
      await this.ask('group_open_http_svc.send_group_msg', {
        From_Account: this.userId,
        GroupId: groupId,
        Random: random,
        MsgPriority: 'Normal',
        MsgClientTime: Math.floor(Date.now() / 1000),
        MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: text } }],
        CloudCustomData: '',
      }),
    );
    if (response.body.ErrorCode) throw new Error(`send: ${response.body.ErrorCode} ${response.body.ErrorInfo}`);
  }

  ask(servcmd, body, identity = this.#head) {
    const seq = ++this.#seq;
    return new Promise((resolve) => {
      this.#waiting.set(seq, resolve);
      this.#socket.send(
        JSON.stringify({
          head: { ver: 'v4', platform: 7, sdkappid: this.sdkAppId, contenttype: 'json', ...identity, servcmd, seq },
          body,
        }),
      );
    });
  }

  #receive(text) {
    const seq = Number(/"seq":(\d+)/.exec(text)?.[1]);
    const resolve = this.#waiting.get(seq);
    this.#waiting.delete(seq);
    resolve?.(text);
  }

  close() {
    this.#closed = true;
    this.#socket?.terminate();
    for (const resolve of this.#waiting.values()) resolve('');
  }
}
