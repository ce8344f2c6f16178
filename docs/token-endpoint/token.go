// The response of the token endpoint, in Go.  Try: go run token.go <userId> <groupId>
package main

import (
	"bytes"
	"compress/zlib"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

func tokenResponse(userID, nick, groupID string, expire int64) map[string]any {
	appID, _ := strconv.Atoi(os.Getenv("TIM_SDK_APP_ID"))
	now := time.Now().Unix()
	mac := hmac.New(sha256.New, []byte(os.Getenv("TIM_SECRET_KEY")))
	fmt.Fprintf(mac, "TLS.identifier:%s\nTLS.sdkappid:%d\nTLS.time:%d\nTLS.expire:%d\n", userID, appID, now, expire)
	sig := base64.StdEncoding.EncodeToString(mac.Sum(nil))
	ticket, _ := json.Marshal(map[string]any{"TLS.ver": "2.0", "TLS.identifier": userID, "TLS.sdkappid": appID, "TLS.time": now, "TLS.expire": expire, "TLS.sig": sig})
	var packed bytes.Buffer
	writer := zlib.NewWriter(&packed)
	writer.Write(ticket)
	writer.Close()
	userSig := strings.NewReplacer("+", "*", "/", "-", "=", "_").Replace(base64.StdEncoding.EncodeToString(packed.Bytes()))
	return map[string]any{"sdkAppId": appID, "userId": userID, "userSig": userSig, "groupId": groupID, "expiresAt": now + expire, "nick": nick}
}

func main() {
	json.NewEncoder(os.Stdout).Encode(tokenResponse(os.Args[1], os.Args[1], os.Args[2], 7200))
}
