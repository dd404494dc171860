package io.tapeloom.user.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.user.io.AccountsRig.Member;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Forty tokens that are almost right, many of them signed with the real key. */
class ForgedTokensTest {
  private static AccountsRig rig;
  private static Member admin;

  @BeforeAll
  static void start() throws Exception {
    rig = new AccountsRig(AccountSettings.DEFAULT);
    admin = rig.firstAdmin();
  }

  @AfterAll
  static void stop() throws Exception {
    rig.close();
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String part(int at) {
    return admin.access().split("\\.")[at];
  }

  private static String text(int at) {
    return new String(Base64.getUrlDecoder().decode(part(at)), StandardCharsets.UTF_8);
  }

  private static String signed(String header, String claims, String key) throws Exception {
    return mac(base64(header) + "." + base64(claims), key, "HmacSHA256");
  }

  private static String mac(String content, String key, String algorithm) throws Exception {
    Mac mac = Mac.getInstance(algorithm);
    mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.US_ASCII), algorithm));
    byte[] tag = mac.doFinal(content.getBytes(StandardCharsets.US_ASCII));
    return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(tag);
  }

  private static String header(String claims) throws Exception {
    return signed(text(0), claims, rig.keys.signing());
  }

  private static String claim(String name, Object value) throws Exception {
    return header(new JsonObject(text(1)).put(name, value).encode());
  }

  private static String without(String name) throws Exception {
    JsonObject claims = new JsonObject(text(1));
    claims.remove(name);
    return header(claims.encode());
  }

  private static Map<String, String> headers() throws Exception {
    Map<String, String> forged = new LinkedHashMap<>();
    String key = rig.keys.signing();
    String kid = new JsonObject(text(0)).getString("kid");
    List<String> headers =
        List.of(
            "{\"alg\":\"none\"}",
            "{\"typ\":\"JWT\",\"alg\":\"none\",\"kid\":\"" + kid + "\"}",
            "{\"typ\":\"JWT\",\"alg\":\"HS512\",\"kid\":\"" + kid + "\"}",
            "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"kid\":\"" + kid + "\"}",
            "{\"typ\":\"JWT\",\"alg\":\"hs256\",\"kid\":\"" + kid + "\"}",
            "{\"typ\":\"JWT\",\"alg\":\"HS256\"}",
            "{\"typ\":\"JWT\",\"alg\":\"HS256\",\"kid\":\"other\"}",
            "{\"typ\":\"JWT\",\"alg\":\"HS256\",\"kid\":\"../../etc/passwd\"}",
            "{\"typ\":\"JWT\",\"alg\":\"HS256\",\"kid\":\"" + kid + "\",\"jku\":\"http://x\"}",
            "{\"typ\":\"JWT\",\"alg\":\"HS256\",\"kid\":\"" + kid + "\",\"x5u\":\"http://x\"}",
            "{\"typ\":\"JWT\",\"alg\":\"HS256\",\"kid\":\"" + kid + "\",\"jwk\":{\"k\":\"eA\"}}",
            "{\"typ\":\"JWT\",\"alg\":\"HS256\",\"kid\":\"" + kid + "\",\"crit\":[\"x\"]}",
            "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"" + kid + "\"}",
            "{\"typ\":\"JWT\",\"alg\":\"none\",\"alg\":\"HS256\",\"kid\":\"" + kid + "\"}",
            "not json");
    for (String header : headers) {
      forged.put("header " + header, signed(header, text(1), key));
    }
    forged.put("no signature", base64("{\"alg\":\"none\"}") + "." + part(1) + ".");
    forged.put("HS512 tag", mac(part(0) + "." + part(1), key, "HmacSHA512"));
    forged.put("key of its own", signed(text(0), text(1), "k".repeat(43)));
    forged.put("empty key's neighbour", signed(text(0), text(1), "0"));
    return forged;
  }

  private static Map<String, String> claims() throws Exception {
    Map<String, String> forged = new LinkedHashMap<>();
    long nowS = System.currentTimeMillis() / 1000;
    forged.put("wrong aud", claim("aud", "other-api"));
    forged.put("aud as list", claim("aud", List.of("other", "tapeloom-api")));
    forged.put("wrong iss", claim("iss", "someone"));
    forged.put("refresh as access", claim("typ", "refresh"));
    forged.put("typ of an id token", claim("typ", "JWT"));
    forged.put("expired", claim("exp", nowS - 1));
    forged.put("exp as text", claim("exp", "9999999999"));
    forged.put("not yet", claim("nbf", nowS + 60));
    forged.put("another person", claim("sub", "999"));
    forged.put("person as number", claim("sub", 1));
    forged.put("another login", claim("sid", 999_999));
    forged.put("login as text", claim("sid", "1"));
    forged.put("sub as path", claim("sub", "../1"));
    for (String name : List.of("aud", "iss", "typ", "exp", "nbf", "sub", "sid")) {
      forged.put("without " + name, without(name));
    }
    String twice = text(1).substring(0, text(1).length() - 1) + ",\"sub\":\"1\"}";
    forged.put("claim twice", header(twice));
    forged.put("spaces in claims", header(text(1).replace(",", ", ")));
    forged.put("claims are a list", header("[1]"));
    return forged;
  }

  private static Map<String, String> shapes() {
    Map<String, String> forged = new LinkedHashMap<>();
    String good = admin.access();
    forged.put("cut", good.substring(0, good.length() - 1));
    forged.put("last letter", good.substring(0, good.length() - 3) + "AAA");
    forged.put("padding", good + "=");
    forged.put("four parts", good + ".x");
    forged.put("two parts", part(0) + "." + part(1));
    forged.put("base64 with +", good.replaceFirst("\\.", "+."));
    forged.put("dots", "...");
    forged.put("a refresh token", admin.refresh());
    forged.put("a key nobody made", "tl_" + "A".repeat(43));
    forged.put("half a key", "tl_" + "A".repeat(20));
    forged.put("long", good + "A".repeat(4_000));
    return forged;
  }

  @Test
  void everyForgedTokenIsRefusedAlikeAndSaysNothing() throws Exception {
    assertEquals(200, rig.get("/api/me", admin.access()).statusCode());
    assertEquals(200, rig.get("/api/me", header(text(1))).statusCode(), "the forge works");
    Map<String, String> forged = new LinkedHashMap<>(headers());
    forged.putAll(claims());
    forged.putAll(shapes());
    assertTrue(forged.size() >= 40, forged.size() + " tokens");
    List<String> let = new ArrayList<>();
    for (Map.Entry<String, String> token : forged.entrySet()) {
      HttpResponse<Buffer> answer = rig.get("/api/me", token.getValue());
      String body = answer.bodyAsString();
      if (answer.statusCode() != 401) {
        let.add(token.getKey() + " gives " + answer.statusCode());
      }
      assertEquals("unauthorized", AccountsRig.code(answer), token.getKey());
      assertFalse(body.contains("at io.") || body.contains("Exception"), body);
      assertFalse(body.contains(token.getValue()), "echoed: " + token.getKey());
    }
    assertEquals(List.of(), let);
  }
}
