// The HTTP controls of the emulator, and who may use them.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import WebSocket from 'ws';
import { startEmulator } from '../../../src/emulator/index.js';
import { EmulatorFixture } from '../support/emulator-fixture.js';

const knock = (address: string, origin?: string) =>
  new Promise<number>((resolve) => {
    const socket = new WebSocket(address, { ...(origin !== undefined && { origin }) });
    socket.on('open', () => {
      socket.close();
      resolve(101);
    });
    socket.on('unexpected-response', (_request, response: IncomingMessage) => resolve(response.statusCode ?? 0));
    socket.on('error', () => undefined);
  });

describe('the emulator', () => {
  let stage: EmulatorFixture;
  before(async () => {
    stage = await EmulatorFixture.start({
      allowedOrigins: ['https://site.example'],
      controlOrigins: ['http://localhost:9999'],
    });
  });
  after(() => stage.stop());

  it('accepts pages of this machine, listed origins and clients that are no pages', async () => {
    const address = `${stage.emulator.url}/binfo`;
    const outcomes = [
      undefined,
      'http://localhost:3000',
      'http://127.0.0.1:8000',
      'https://site.example',
      'https://evil.example',
      'null',
      'http://localhost.evil.example',
    ];
    assert.deepEqual(
      await Promise.all(outcomes.map((origin) => knock(address, origin))),
      [101, 101, 101, 101, 403, 403, 403],
    );
    assert.equal(await knock(`${stage.emulator.url}/elsewhere`), 404);
    const response = await fetch(`${stage.emulator.restUrl}/emulator/requests`, {
      headers: { origin: 'https://evil.example' },
    });
    assert.equal(response.status, 403);
  });

  it('keeps the controls and the REST API from pages, but for origins that are listed for them', async () => {
    const port = (stage.emulator.restUrl.split(':')[2] ?? '').replace('/', '');
    const status = (path: string, headers: Record<string, string>, method = 'GET') =>
      new Promise<number>((resolve, reject) =>
        request({ host: '127.0.0.1', port, path, method, headers }, (response) =>
          resolve(response.resume().statusCode ?? 0),
        )
          .on('error', reject)
          .end(method === 'POST' ? '{"do":"clearFaults"}' : ''),
      );
    const paths: [string, string][] = [
      ['GET', '/emulator/requests'],
      ['DELETE', '/emulator/faults'],
      ['POST', '/emulator/do'],
      ['OPTIONS', '/emulator/do'],
      ['POST', '/v4/group_open_http_svc/get_group_info'],
    ];
    for (const [method, path] of paths) {
      for (const origin of ['http://localhost:3000', 'http://127.0.0.1:8000', 'https://site.example'])
        assert.equal(await status(path, { origin }, method), 403, `${method} ${path} from ${origin}`);
      for (const site of ['cross-site', 'same-site', 'same-origin'])
        assert.equal(await status(path, { 'sec-fetch-site': site }, method), 403, `${method} ${path}, ${site}`);
      assert.ok((await status(path, {}, method)) < 300, `${method} ${path} from a script`);
      assert.ok((await status(path, { origin: 'http://localhost:9999' }, method)) < 300, `${method} ${path}, listed`);
    }
    assert.equal(await status('/emulator/requests', { 'sec-fetch-site': 'none' }), 200);
    assert.equal(await knock(`${stage.emulator.url}/binfo`, 'http://localhost:9999'), 101);
  });

  it('answers only to the host names of this machine, whatever a name server returns', async () => {
    const { port } = new URL(stage.emulator.restUrl);
    const ask = (host: string) =>
      new Promise<number>((resolve, reject) =>
        request({ host: '127.0.0.1', port, path: '/', headers: { host } }, (response) =>
          resolve(response.resume().statusCode ?? 0),
        )
          .on('error', reject)
          .end(),
      );
    assert.deepEqual(
      [await ask(`127.0.0.1:${port}`), await ask(`localhost:${port}`), await ask(`evil.example:${port}`)],
      [200, 200, 403],
    );
  });

  it('listens on this machine only', () => {
    assert.match(stage.emulator.url, /^ws:\/\/127\.0\.0\.1:\d+$/);
  });

  it('offers over HTTP what tests do by function calls', async () => {
    const ana = await stage.joinUser('ana', 'remote');
    const act = async (body: object) => {
      const response = await fetch(`${stage.emulator.restUrl}/emulator/do`, {
        method: 'POST',
        body: JSON.stringify(body),
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    };
    assert.equal((await act({ do: 'sendText', groupId: 'remote', text: 'hello', from: 'ben' })).status, 200);
    assert.equal((await ana.waitForMessage((message) => message.payload['text'] === 'hello')).from, 'ben');
    assert.equal((await act({ do: 'mute', groupId: 'nowhere', userId: 'x', seconds: 1 })).status, 409);
    const unknown = await act({ do: 'dance' });
    assert.equal(unknown.status, 400);
    assert.match(String(unknown.body['error']), /must be one of/);
    assert.equal((await act({ do: 'sendText', groupId: 'remote' })).status, 409);
    const faults = `${stage.emulator.restUrl}/emulator/faults`;
    await fetch(faults, {
      method: 'POST',
      body: JSON.stringify({ command: 'send_group_msg', errorCode: 10016, errorInfo: 'not now' }),
    });
    await assert.rejects(ana.sendText('remote', 'x'), (error: { code: number }) => error.code === 10016);
    assert.equal(((await (await fetch(faults)).json()) as { hits: number }[])[0]?.hits, 1);
    await fetch(faults, { method: 'DELETE' });
    await ana.sendText('remote', 'now');
    const { counts } = (await (await fetch(`${stage.emulator.restUrl}/emulator/requests?userId=ana`)).json()) as {
      counts: Record<string, number>;
    };
    assert.equal(counts['im_open_status.wslogin'], 1);
    const room = (await (await fetch(`${stage.emulator.restUrl}/emulator/room?groupId=remote`)).json()) as {
      members: string[];
    };
    assert.deepEqual(room.members, ['ana']);
  });

  it('refuses bodies that are too long', async () => {
    const response = await fetch(`${stage.emulator.restUrl}/emulator/do`, {
      method: 'POST',
      body: 'x'.repeat(2 * 1024 * 1024),
    }).catch(() => undefined);
    assert.notEqual(response?.status, 200);
  });

  it('refuses invalid options by an error message', async () => {
    await assert.rejects(startEmulator({ port: -1 }), /port must be/);
    await assert.rejects(startEmulator({ pollMs: Number.NaN }), /pollMs must be a number/);
    await assert.rejects(startEmulator({ secretKey: '' }), /secretKey/);
  });
});

describe('the webhook', () => {
  it('is called before a message, may refuse, change or swallow it, and is notified afterwards', async () => {
    const calls: { command: string; query: URLSearchParams; body: Record<string, unknown> }[] = [];
    const server = createServer((incoming, response) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const query = new URL(incoming.url ?? '/', 'http://x').searchParams;
        const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
        const command = query.get('CallbackCommand') ?? '';
        calls.push({ command, query, body });
        const text =
          command === 'Group.CallbackBeforeSendMsg'
            ? (body['MsgBody'] as { MsgContent: { Text: string } }[])[0]?.MsgContent.Text
            : '';
        if (text === 'hang') return;
        const answer =
          text === 'refuse'
            ? { ErrorCode: 1 }
            : text === 'words'
              ? { ErrorCode: 10101, ErrorInfo: 'be kind' }
              : text === 'swallow'
                ? { ErrorCode: 2 }
                : text === 'mask'
                  ? { ErrorCode: 0, MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: '****' } }] }
                  : { ErrorCode: 0 };
        response.end(JSON.stringify({ ActionStatus: 'OK', ErrorInfo: '', ...answer }));
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const stage = await EmulatorFixture.start({
      webhook: { url: `http://127.0.0.1:${port}/hook`, token: 'secret-word', timeoutMs: 300 },
    });
    const [ana, ben] = [await stage.joinUser('ana', 'hooked'), await stage.joinUser('ben', 'hooked')];
    const code = (wanted: number) => (error: { code: number }) => error.code === wanted;
    await assert.rejects(ben.sendText('hooked', 'refuse'), code(10016));
    await assert.rejects(
      ben.sendText('hooked', 'words'),
      (error: { code: number; message: string }) => error.code === 10101 && error.message === 'be kind',
    );
    await ben.sendText('hooked', 'swallow');
    await ben.sendText('hooked', 'mask');
    await ben.sendText('hooked', 'hang');
    await ben.sendText('hooked', 'plain');
    await ana.waitForMessage((message) => message.payload['text'] === 'plain');
    assert.deepEqual(ana.texts(), ['****', 'hang', 'plain'], 'without an answer in time the message is delivered');
    await ben.notice('MESSAGE_MODIFIED');
    const before = calls.find((call) => call.command === 'Group.CallbackBeforeSendMsg');
    assert.equal(before?.body['From_Account'], 'ben');
    assert.match(before?.query.get('Sign') ?? '', /^[0-9a-f]{64}$/);
    for (const command of [
      'Group.CallbackAfterSendMsg',
      'Group.CallbackAfterNewMemberJoin',
      'Group.CallbackBeforeApplyJoinGroup',
      'State.StateChange',
    ])
      assert.ok(
        calls.some((call) => call.command === command),
        command,
      );
    await stage.stop();
    server.closeAllConnections();
    server.close();
  });
});

describe('delivery by push', () => {
  it('delivers messages, group events and notices without a poll', async () => {
    const stage = await EmulatorFixture.start({ delivery: 'push', profileLagMs: 0 });
    const [ana, ben] = [await stage.joinUser('ana', 'pushed'), await stage.joinUser('ben', 'pushed')];
    await ana.waitForMessage(
      (message) => message.type === 'TIMGroupTipElem' && message.payload['operatorID'] === 'ben',
    );
    await ben.sendText('pushed', 'hello');
    await ana.waitForMessage((message) => message.payload['text'] === 'hello');
    stage.emulator.app.sendNotice('pushed', 'soon');
    await ana.waitForMessage((message) => message.payload['userDefinedField'] === 'soon');
    await ben.paidFeatures();
    await (ben.sdk['increaseGroupCounter']?.({
      groupID: 'pushed',
      key: 'likes',
      value: 3,
    } as never) as Promise<unknown>);
    await ana.notice('GROUP_COUNTER_UPDATED');
    assert.equal(stage.emulator.app.requests.count('get_msg'), 0);
    await stage.stop();
  });
});
