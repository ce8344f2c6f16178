// The response of the token endpoint, in Node without this package.  Try: node token.mjs <userId> <groupId>
import { createHmac } from 'node:crypto';
import { deflateSync } from 'node:zlib';

const appId = Number(process.env.TIM_SDK_APP_ID);
const secretKey = process.env.TIM_SECRET_KEY;

export function tokenResponse(userId, nick, groupId, expire = 7200) {
  const now = Math.floor(Date.now() / 1000);
  const signed = `TLS.identifier:${userId}\nTLS.sdkappid:${appId}\nTLS.time:${now}\nTLS.expire:${expire}\n`;
  const sig = createHmac('sha256', secretKey).update(signed).digest('base64');
  const ticket = {
    'TLS.ver': '2.0',
    'TLS.identifier': userId,
    'TLS.sdkappid': appId,
    'TLS.time': now,
    'TLS.expire': expire,
    'TLS.sig': sig,
  };
  const userSig = deflateSync(JSON.stringify(ticket))
    .toString('base64')
    .replaceAll('+', '*')
    .replaceAll('/', '-')
    .replaceAll('=', '_');
  return { sdkAppId: appId, userId, userSig, groupId, expiresAt: now + expire, nick };
}

if (process.argv[2]) console.log(JSON.stringify(tokenResponse(process.argv[2], process.argv[2], process.argv[3])));
