// The doctor prints no key and no signature, also when the service repeats them in its errors.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runDoctor } from '../../src/doctor/doctor.js';
import { main } from '../../src/doctor/cli.js';
import { Redactor } from '../../src/doctor/redactor.js';
import { tableFoot, tableRow } from '../../src/doctor/report-table.js';
import { createUserSig } from '../../src/server/index.js';
import { emulatorFor, optionsFor, resultOf, restProxyFor, serverFor } from './support/doctor-fixture.js';
import { createSdk } from '../support/scoped-sdk.js';

const KEY = '0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0';
const TOKEN = 'the token of the console';

test('an error of the service that contains the key or the signature is printed without them', async (context) => {
  const emulator = await emulatorFor(context, { secretKey: KEY });
  const signatures = new Set<string>();
  const baseUrl = await restProxyFor(context, emulator, (body, url) => {
    const userSig = new URL(url, 'http://proxy').searchParams.get('usersig') ?? '';
    signatures.add(userSig);
    if (url.includes('forbid_send_msg') || url.includes('get_online_member_num') || url.includes('destroy_group'))
      return JSON.stringify({
        ActionStatus: 'FAIL',
        ErrorCode: 10004,
        ErrorInfo: `bad request ${url} by ${userSig} with ${KEY}, ${encodeURIComponent(KEY)} or ${TOKEN}`,
      });
    return body;
  });
  emulator.app.faults.add({ command: 'update_group_counter', errorCode: 10004, errorInfo: `the key is ${KEY}` });
  const webhookUrl = await serverFor(context, (request, response) => response.writeHead(500).end(request.url));
  const printed: string[] = [];
  const options = optionsFor(emulator, { baseUrl, webhookUrl, webhookToken: TOKEN });
  const report = await runDoctor(options, (result) => printed.push(tableRow(result)));
  printed.push(tableFoot(report), JSON.stringify(report));
  assert.match(resultOf(report, 'mute').result, /bad request .*\[secret\]/);
  assert.match(resultOf(report, 'counters').result, /the key is \[secret\]/);
  const all = printed.join('\n').replace(/\s+/g, ''); // a table breaks long words
  assert.ok(signatures.size > 0);
  for (const secret of [KEY, TOKEN.replaceAll(' ', ''), ...signatures])
    assert.equal(all.includes(secret), false, `printed: ${secret}`);
});

test('a signature that this run did not make is not printed, either', async () => {
  const userSig = await createUserSig({ sdkAppId: 1400000001, secretKey: KEY, userId: 'ana' });
  assert.equal(new Redactor(new Set()).text(`by ${userSig}.`), 'by [signature].');
});

test('an unusable key is not repeated by the error message', async () => {
  for (const key of [` ${KEY}`, 'short-key', `your-key-${KEY}`]) {
    let output = '';
    const code = await main(['--sdk-app-id', '1400000001'], {
      environment: { TIM_SECRET_KEY: key },
      write: (text) => void (output += text),
      writeError: (text) => void (output += text),
      createSdk,
    });
    assert.equal(code, 2);
    assert.match(output, /secretKey/);
    assert.equal(output.includes(key.trim()), false);
  }
});
