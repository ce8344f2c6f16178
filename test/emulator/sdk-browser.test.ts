// Both SDKs of the vendor, unmodified and as pages load them, with the emulator of this run: the older tim-js-sdk and
// its successor @tencentcloud/chat. Each user has a frame, because an SDK creates one instance per application and
// page.
import { expect } from 'chai';
import { emulator, freshGroup, tokenEndpoint } from '../support/emulator.js';
import { until } from '../support/until.js';

interface Message {
  readonly type: string;
  readonly payload: Record<string, unknown>;
  readonly from: string;
  readonly ID: string;
}

type Sdk = Record<string, (...values: unknown[]) => unknown>;
interface SdkModule {
  create(options: object): Sdk;
  readonly EVENT: Record<string, string>;
  readonly TYPES: Record<string, string>;
}

interface Kind {
  readonly name: string;
  readonly script: string;
  readonly global: string;
}

const KINDS: readonly Kind[] = [
  { name: 'tim-js-sdk 2.27.6', script: '/node_modules/tim-js-sdk/tim-js.js', global: 'TIM' },
  { name: '@tencentcloud/chat 3.6.6', script: '/node_modules/@tencentcloud/chat/index.js', global: 'TencentCloudChat' },
];

/** A user in a frame. */
class FramePerson {
  readonly messages: Message[] = [];
  readonly events: { readonly name: string; readonly data: unknown }[] = [];
  readonly #frame = document.createElement('iframe');
  #sdk: Sdk | undefined;

  static async arrive(kind: Kind): Promise<FramePerson> {
    const person = new FramePerson();
    document.body.append(person.#frame);
    const { contentDocument, contentWindow } = person.#frame;
    if (!contentDocument || !contentWindow) throw new Error('The frame has no document');
    // The SDKs write to the console on import, before the log level can be set.
    const quiet = contentDocument.createElement('script');
    quiet.textContent =
      'for (const level of ["log", "warn", "info", "debug", "error"]) console[level] = () => undefined;';
    contentDocument.head.append(quiet);
    const script = contentDocument.createElement('script');
    script.src = new URL(kind.script, location.href).href;
    await new Promise((resolve, reject) => {
      script.addEventListener('load', resolve);
      script.addEventListener('error', reject);
      contentDocument.head.append(script);
    });
    const module = (contentWindow as unknown as Record<string, SdkModule>)[kind.global];
    if (!module) throw new Error(`${kind.name} did not load`);
    const { sdkAppId, url } = await emulator();
    const sdk = module.create({ SDKAppID: sdkAppId, proxyServer: url });
    sdk['setLogLevel']?.(4);
    for (const [name, event] of Object.entries(module.EVENT)) {
      sdk['on']?.(event, ({ data }: { data: unknown }) => {
        if (name === 'MESSAGE_RECEIVED') person.messages.push(...(data as Message[]));
        else person.events.push({ name, data });
      });
    }
    person.#sdk = sdk;
    return person;
  }

  call<Data>(method: string, ...values: unknown[]): Promise<{ data: Data }> {
    return this.#sdk?.[method]?.(...values) as Promise<{ data: Data }>;
  }

  async login(user: string): Promise<void> {
    const response = await fetch(tokenEndpoint({ user }), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ groupId: 'any' }),
    });
    const { userId, userSig } = (await response.json()) as { userId: string; userSig: string };
    await this.call('login', { userID: userId, userSig });
    await until(() => this.events.some((event) => event.name === 'SDK_READY'), 'the SDK is ready');
  }

  /** Waits until the SDK knows the paid features of the application (bit 2: history): up to 3 s after the login. */
  async paidFeatures(): Promise<void> {
    const plan = () => this.call<{ enabled: boolean }>('callExperimentalAPI', 'isCommercialAbilityEnabled', 4);
    await until(async () => (await plan()).data.enabled, 'the SDK knows the paid features');
  }

  async join(groupId: string): Promise<string> {
    return (await this.call<{ status: string }>('joinGroup', { groupID: groupId, type: 'AVChatRoom' })).data.status;
  }

  async say(groupId: string, text: string): Promise<Message> {
    const message = this.#sdk?.['createTextMessage']?.({ to: groupId, conversationType: 'GROUP', payload: { text } });
    return (await this.call<{ message: Message }>('sendMessage', message)).data.message;
  }

  waitForMessage(fits: (message: Message) => boolean, what: string, ms?: number): Promise<Message> {
    return until(() => this.messages.find(fits), what, ms);
  }

  notice(name: string, ms?: number): Promise<unknown> {
    return until(() => this.events.find((event) => event.name === name), `${name} came`, ms).then(
      (event) => event.data,
    );
  }

  async vanish(): Promise<void> {
    await this.call('destroy').catch(() => undefined); // rejects when not logged in, and still cleans up
    this.#frame.remove();
  }
}

async function act(body: object): Promise<{ hit?: number }> {
  const { restUrl } = await emulator();
  const response = await fetch(`${restUrl}/emulator/do`, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as { hit?: number };
}

const codeOf = (promise: Promise<unknown>) => promise.then(() => 0).catch((error: { code: number }) => error.code);

for (const kind of KINDS) {
  describe(`${kind.name} at the emulator`, () => {
    const people: FramePerson[] = [];
    const openRoom = async (user: string, groupId: string) => {
      const person = await FramePerson.arrive(kind);
      people.push(person);
      await person.login(user);
      expect(await person.join(groupId)).to.equal('JoinedSuccess');
      return person;
    };
    afterEach(async () => {
      await Promise.all(people.splice(0).map((person) => person.vanish()));
    });

    it('logs in, joins, sends and receives, and receives joins and leaves', async () => {
      const groupId = freshGroup();
      const ana = await openRoom(`${groupId}-ana`, groupId);
      const ben = await openRoom(`${groupId}-ben`, groupId);
      await ana.waitForMessage(
        (message) => message.type === 'TIMGroupTipElem' && message.payload['operatorID'] === `${groupId}-ben`,
        'ben is seen to come',
      );
      const sent = await ben.say(groupId, 'hello 你好 😀');
      const received = await ana.waitForMessage((message) => message.type === 'TIMTextElem', 'the text came');
      expect([received.payload['text'], received.ID, received.from]).to.deep.equal([
        'hello 你好 😀',
        sent.ID,
        `${groupId}-ben`,
      ]);
      await ben.call('quitGroup', groupId);
      await ana.waitForMessage((message) => message.payload['operationType'] === 2, 'ben is seen to leave');
    });

    it('receives notices and counters, and is refused while muted and after a ban', async () => {
      const groupId = freshGroup();
      const userId = `${groupId}-ana`;
      const ana = await openRoom(userId, groupId);
      await act({ do: 'sendNotice', groupId, text: 'soon' });
      await ana.waitForMessage((message) => message.payload['userDefinedField'] === 'soon', 'the notice came');
      await ana.paidFeatures();
      await ana.call('increaseGroupCounter', { groupID: groupId, key: 'likes', value: 2 });
      expect(await ana.notice('GROUP_COUNTER_UPDATED')).to.deep.include({ key: 'likes', value: 2 });
      await ana.call('initGroupAttributes', { groupID: groupId, groupAttributes: { state: 'live' } });
      expect(await ana.notice('GROUP_ATTRIBUTES_UPDATED')).to.deep.include({ groupAttributes: { state: 'live' } });
      await act({ do: 'mute', groupId, userId, seconds: 600 });
      expect(await codeOf(ana.say(groupId, 'x'))).to.equal(10017);
      await act({ do: 'mute', groupId, userId, seconds: 0 });
      await ana.say(groupId, 'y');
      await act({ do: 'ban', groupId, userId, seconds: 600 });
      await ana.waitForMessage((message) => message.payload['operationType'] === 21, 'the ban was announced');
      await ana.call('quitGroup', groupId).catch(() => undefined); // the SDK can have dropped the room itself
      expect(await codeOf(ana.join(groupId))).to.equal(10007);
    });

    it('is kicked by a newer page of the same user', async () => {
      const groupId = freshGroup();
      const first = await openRoom(`${groupId}-ana`, groupId);
      const second = await openRoom(`${groupId}-ana`, groupId);
      expect(await first.notice('KICKED_OUT')).to.deep.include({ type: 'multipleAccount' });
      await second.say(groupId, 'I stay');
    });

    it('reconnects by itself after its socket was closed, and misses nothing', async () => {
      const groupId = freshGroup();
      const ana = await openRoom(`${groupId}-ana`, groupId);
      expect(await act({ do: 'close', userId: `${groupId}-ana` })).to.deep.equal({ hit: 1 });
      for (let index = 1; index <= 3; index++) await act({ do: 'sendText', groupId, text: `line ${index}` });
      await ana.waitForMessage((message) => message.payload['text'] === 'line 3', 'the last line came', 30_000);
      expect(
        ana.messages.filter((message) => message.type === 'TIMTextElem').map((message) => message.payload['text']),
      ).to.deep.equal(['line 1', 'line 2', 'line 3']);
    }).timeout(40_000);

    it('is notified when its signature has expired', async () => {
      const groupId = freshGroup();
      const ana = await openRoom(`${groupId}-ana`, groupId);
      await act({ do: 'expireSignature', userId: `${groupId}-ana` });
      expect(await ana.notice('KICKED_OUT', 15_000)).to.deep.include({ type: 'userSigExpired' });
    }).timeout(20_000);
  });
}
