<?php
// The response of the token endpoint, in PHP.  Try: php token.php <userId> <groupId>
function token_response(string $userId, string $nick, string $groupId, int $expire = 7200): array {
    $appId = (int) getenv('TIM_SDK_APP_ID');
    $now = time();
    $signed = "TLS.identifier:$userId\nTLS.sdkappid:$appId\nTLS.time:$now\nTLS.expire:$expire\n";
    $sig = base64_encode(hash_hmac('sha256', $signed, getenv('TIM_SECRET_KEY'), true));
    $ticket = ['TLS.ver' => '2.0', 'TLS.identifier' => $userId, 'TLS.sdkappid' => $appId, 'TLS.time' => $now, 'TLS.expire' => $expire, 'TLS.sig' => $sig];
    $userSig = strtr(base64_encode(gzcompress(json_encode($ticket))), '+/=', '*-_');
    return ['sdkAppId' => $appId, 'userId' => $userId, 'userSig' => $userSig, 'groupId' => $groupId, 'expiresAt' => $now + $expire, 'nick' => $nick];
}

if (isset($argv[2])) echo json_encode(token_response($argv[1], $argv[1], $argv[2])), "\n";
