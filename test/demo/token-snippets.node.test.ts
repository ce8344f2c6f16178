// Runs the token endpoints of docs/ in every language that is installed here, and verifies what they signed.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, test } from 'node:test';
import { verifyUserSig } from '../../src/server/index.js';

const FOLDER = fileURLToPath(new URL('../../docs/token-endpoint/', import.meta.url));
const APP = { sdkAppId: 1400000001, secretKey: '1111111111111111222222222222222233333333333333334444444444444444' }; // an invented key
const LANGUAGES: [name: string, probe: string[], run: string[]][] = [
  ['Node', [process.execPath, '--version'], [process.execPath, 'token.mjs']],
  ['PHP', ['php', '--version'], ['php', 'token.php']],
  ['Python', ['python3', '--version'], ['python3', 'token.py']],
  ['Go', ['go', 'version'], ['go', 'run', 'token.go']],
  ['Java', ['java', '--version'], ['java', 'Token.java']],
];

const start = ([command = '', ...args]: string[]) =>
  spawnSync(command, args, {
    cwd: FOLDER,
    encoding: 'utf8',
    timeout: 60_000,
    env: { ...process.env, TIM_SDK_APP_ID: String(APP.sdkAppId), TIM_SECRET_KEY: APP.secretKey },
  });

describe('the token endpoint in other languages', () => {
  for (const [name, probe, run] of LANGUAGES) {
    const isHere = start(probe).status === 0;
    test(
      `in ${name} signs tickets that the service accepts`,
      { skip: !isHere && `${probe[0]} is not installed here` },
      async () => {
        const { stdout, stderr, status } = start([...run, 'u27149', 'friday-show']);
        assert.equal(status, 0, stderr);
        const answer = JSON.parse(stdout) as {
          sdkAppId: number;
          userId: string;
          userSig: string;
          groupId: string;
          expiresAt: number;
          nick: string;
        };
        const verified = await verifyUserSig(answer.userSig, { ...APP, userId: 'u27149' });
        assert.equal(answer.expiresAt, verified.expiresAt);
        assert.equal(verified.expiresAt - verified.issuedAt, 7200);
        assert.deepEqual(
          [answer.sdkAppId, answer.userId, answer.groupId, answer.nick],
          [APP.sdkAppId, 'u27149', 'friday-show', 'u27149'],
        );
      },
    );
  }
});
