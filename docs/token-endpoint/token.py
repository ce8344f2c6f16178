# The response of the token endpoint, in Python.  Try: python3 token.py <userId> <groupId>
import base64, hashlib, hmac, json, os, sys, time, zlib


def token_response(user_id, nick, group_id, expire=7200):
    app_id, secret_key, now = int(os.environ["TIM_SDK_APP_ID"]), os.environ["TIM_SECRET_KEY"], int(time.time())
    signed = f"TLS.identifier:{user_id}\nTLS.sdkappid:{app_id}\nTLS.time:{now}\nTLS.expire:{expire}\n"
    sig = base64.b64encode(hmac.new(secret_key.encode(), signed.encode(), hashlib.sha256).digest()).decode()
    ticket = {"TLS.ver": "2.0", "TLS.identifier": user_id, "TLS.sdkappid": app_id, "TLS.time": now, "TLS.expire": expire, "TLS.sig": sig}
    packed = base64.b64encode(zlib.compress(json.dumps(ticket).encode())).decode()
    user_sig = packed.translate(str.maketrans("+/=", "*-_"))
    return {"sdkAppId": app_id, "userId": user_id, "userSig": user_sig, "groupId": group_id, "expiresAt": now + expire, "nick": nick}


if len(sys.argv) > 2:
    print(json.dumps(token_response(sys.argv[1], sys.argv[1], sys.argv[2])))
