// The response of the token endpoint, in Java 17.  Try: java Token.java <userId> <groupId>
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.zip.DeflaterOutputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

public class Token {
    /** The user id must be 1 to 32 of A-Z a-z 0-9 _ -, so it needs no escaping; give nick to your JSON library. */
    static String userSig(String userId, long now, long expire) throws Exception {
        String appId = System.getenv("TIM_SDK_APP_ID");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(System.getenv("TIM_SECRET_KEY").getBytes("UTF-8"), "HmacSHA256"));
        String signed = "TLS.identifier:" + userId + "\nTLS.sdkappid:" + appId + "\nTLS.time:" + now + "\nTLS.expire:" + expire + "\n";
        String sig = Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes("UTF-8")));
        String ticket = String.format("{\"TLS.ver\":\"2.0\",\"TLS.identifier\":\"%s\",\"TLS.sdkappid\":%s,\"TLS.time\":%d,\"TLS.expire\":%d,\"TLS.sig\":\"%s\"}", userId, appId, now, expire, sig);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) { out.write(ticket.getBytes("UTF-8")); }
        return Base64.getEncoder().encodeToString(packed.toByteArray()).replace('+', '*').replace('/', '-').replace('=', '_');
    }

    public static void main(String[] args) throws Exception {
        long now = System.currentTimeMillis() / 1000, expire = 7200;
        System.out.printf("{\"sdkAppId\":%s,\"userId\":\"%s\",\"userSig\":\"%s\",\"groupId\":\"%s\",\"expiresAt\":%d,\"nick\":\"%s\"}%n", System.getenv("TIM_SDK_APP_ID"), args[0], userSig(args[0], now, expire), args[1], now + expire, args[0]);
    }
}
