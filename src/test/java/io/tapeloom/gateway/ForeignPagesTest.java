package io.tapeloom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What pages of other origins can do with a browser that knows us: nothing, unless configured. */
class ForeignPagesTest {
  private static final String FRIEND = "http://friend.example:5173";
  private static final String JSON = "Content-Type: application/json\r\n";
  private static GatewayRig rig;

  @BeforeAll
  static void start() throws Exception {
    rig = GatewayRig.with(new KnownGate(), GatewaySettings.DEFAULT.hearing(List.of(FRIEND)));
  }

  @AfterAll
  static void stop() throws Exception {
    rig.close();
  }

  private static Wire.Reply send(String method, String path, String headers, String body)
      throws Exception {
    String length = body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n";
    String head = Wire.head(rig.port(), method, path, headers + length);
    return Wire.send(rig.port(), head + "\r\n" + body);
  }

  private static String us() {
    return "http://127.0.0.1:" + rig.port();
  }

  private static Wire.Reply post(String headers) throws Exception {
    return send(
        "POST",
        "/api/v1/risk/halt",
        "Authorization: Bearer trader\r\n" + headers,
        "{\"reason\":\"x\"}");
  }

  /** The 25 cases of cross-site request forgery: only our own page and programs get through. */
  @Test
  void onlyOurOwnPageAndProgramsMayWrite() throws Exception {
    List<String> refused = new ArrayList<>();
    for (String origin :
        List.of(
            "null",
            "http://evil.example",
            "https://evil.example",
            "http://evil-127.0.0.1:" + rig.port(),
            "http://127.0.0.1.evil.example:" + rig.port(),
            "http://127.0.0.1:" + (rig.port() + 1),
            "http://127.0.0.1",
            "https://127.0.0.1:" + rig.port(),
            "http://evil-friend.example:5173",
            "http://friend.example:5174",
            "http://friend.example",
            FRIEND + ".evil.example",
            "http://user@127.0.0.1:" + rig.port(),
            us() + "/",
            us() + " http://evil.example",
            "file://",
            "",
            "*")) {
      refused.add("Origin: " + origin + "\r\n" + JSON);
    }
    refused.add("Origin: " + us() + "\r\nOrigin: http://evil.example\r\n" + JSON);
    refused.add("Sec-Fetch-Site: cross-site\r\n" + JSON);
    refused.add("Sec-Fetch-Site: same-site\r\n" + JSON);
    for (String headers : refused) {
      Wire.Reply reply = post(headers);
      assertEquals(403, reply.status(), headers);
      assertEquals("foreign-origin", reply.problem().getString("code"), headers);
      assertEquals("", reply.header("Access-Control-Allow-Origin"), headers);
    }
    List<String> noJson =
        Stream.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data")
            .map(type -> "Origin: " + us() + "\r\nContent-Type: " + type + "\r\n")
            .toList();
    for (String headers : noJson) {
      assertEquals(415, post(headers).status(), headers);
    }
    assertEquals(415, post("").status(), "a body of no type");
    for (String headers : List.of(JSON, "Origin: " + us() + "\r\n" + JSON)) {
      assertEquals(200, post(headers).status(), headers);
    }
    assertTrue(refused.size() + noJson.size() + 1 >= 25);
  }

  @Test
  void aConfiguredOriginMayReadWithATokenButNeverWithCookies() throws Exception {
    Wire.Reply reply = send("GET", "/api/rates", "Origin: " + FRIEND + "\r\n", "");
    assertEquals(FRIEND, reply.header("Access-Control-Allow-Origin"));
    assertEquals("Origin", reply.header("Vary"));
    assertTrue(reply.header("Access-Control-Expose-Headers").contains("RateLimit-Policy"));
    assertEquals("", reply.header("Access-Control-Allow-Credentials"));
    for (String origin : List.of("http://evil.example", "null", FRIEND + ".evil.example")) {
      Wire.Reply foreign = send("GET", "/api/rates", "Origin: " + origin + "\r\n", "");
      assertEquals(200, foreign.status());
      assertEquals("", foreign.header("Access-Control-Allow-Origin"), origin);
      assertEquals("Origin", foreign.header("Vary"), "caches must not mix them up");
    }
    assertEquals(200, post("Origin: " + FRIEND + "\r\n" + JSON).status());
  }

  @Test
  void aPreflightSaysWhatAConfiguredOriginMaySendAndRefusesOthers() throws Exception {
    String asks = "Access-Control-Request-Method: POST\r\n";
    Wire.Reply reply =
        send("OPTIONS", "/api/v1/risk/halt", "Origin: " + FRIEND + "\r\n" + asks, "");
    assertEquals(204, reply.status());
    assertEquals("GET, POST, PUT, DELETE", reply.header("Access-Control-Allow-Methods"));
    String allowed = reply.header("Access-Control-Allow-Headers");
    assertTrue(allowed.contains("Authorization") && allowed.contains("Idempotency-Key"), allowed);
    assertFalse(allowed.contains("X-Tapeloom-Client"), "the web app's own header");
    for (String origin : List.of("http://evil.example", "null", "http://friend.example")) {
      Wire.Reply foreign =
          send("OPTIONS", "/api/v1/risk/halt", "Origin: " + origin + "\r\n" + asks, "");
      assertEquals(403, foreign.status(), origin);
      assertEquals("", foreign.header("Access-Control-Allow-Methods"), origin);
    }
  }
}
