package io.tapeloom.gateway;

import static io.tapeloom.web.ContractCheck.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.web.Admission;
import io.tapeloom.web.ContractCheck;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who is heard at all: names, pages, sizes, and the headers of every answer. */
class AdmissionTest {
  private static GatewayRig rig;

  @BeforeAll
  static void start() throws Exception {
    rig = GatewayRig.bare();
  }

  @AfterAll
  static void stop() throws Exception {
    rig.close();
  }

  private static int withHost(String host) throws Exception {
    return await(rig.request("/api/health").putHeader("Host", host).send()).statusCode();
  }

  @Test
  void onlyOurOwnNamesAreAnsweredWithWhateverPort() throws Exception {
    int port = rig.port();
    for (String ours : List.of("127.0.0.1", "localhost", "[::1]", "LOCALHOST")) {
      assertEquals(200, withHost(ours + ":" + port), ours);
      assertEquals(200, withHost(ours), ours);
      assertEquals(200, withHost(ours + ":1"), ours);
    }
    List<String> foreign =
        List.of(
            "evil.example:" + port,
            "127.0.0.1.evil.example:" + port,
            "localhost.evil.example:" + port,
            "127.1:" + port,
            "0.0.0.0:" + port,
            "[::ffff:127.0.0.1]:" + port,
            "2130706433:" + port);
    for (String host : foreign) {
      assertEquals(421, withHost(host), host);
    }
    for (String malformed : List.of("evil.example@127.0.0.1:" + port, "localhost:" + port + ".")) {
      assertEquals(400, withHost(malformed), malformed);
    }
  }

  @Test
  void aMissingOrDoubledHostIsRefused() throws Exception {
    int port = rig.port();
    assertTrue(raw("GET /api/health HTTP/1.1\r\n\r\n").matches("HTTP/1.[01] 4[02][01] .*"));
    String twice =
        "GET /api/health HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nHost: evil.example\r\n\r\n"
            .formatted(port);
    assertTrue(raw(twice).matches("HTTP/1.[01] 4[02][01] .*"), "two hosts");
    assertEquals("HTTP/1.0 421 Misdirected Request", raw("GET /api/health HTTP/1.0\r\n\r\n"));
  }

  @Test
  void aTargetThatNamesAnotherHostIsRefused() throws Exception {
    int port = rig.port();
    String target = "GET http://%s/api/health HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n";
    assertEquals("HTTP/1.1 421 Misdirected Request", raw(target.formatted("evil.example:" + port)));
    assertEquals("HTTP/1.1 200 OK", raw(target.formatted("localhost:" + port)));
  }

  /** First line of the answer to those bytes. */
  private static String raw(String request) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", rig.port())) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      InputStream in = socket.getInputStream();
      StringBuilder line = new StringBuilder();
      for (int c = in.read(); c >= 0 && c != '\r'; c = in.read()) {
        line.append((char) c);
      }
      return line.toString();
    }
  }

  @Test
  void foreignPagesMayNeitherWriteNorOpenTheBridge() throws Exception {
    int port = rig.port();
    Map<String, Integer> origins = new LinkedHashMap<>();
    origins.put("http://127.0.0.1:" + port, 405);
    origins.put("http://localhost:" + port, 405);
    for (String foreign :
        List.of(
            "null",
            "http://evil.example",
            "http://evil-127.0.0.1:" + port,
            "http://127.0.0.1.evil.example:" + port,
            "https://127.0.0.1:" + port,
            "http://127.0.0.1",
            "http://127.0.0.1:" + (port + 1),
            "file://",
            "http://user@127.0.0.1:" + port)) {
      origins.put(foreign, 403);
    }
    for (Map.Entry<String, Integer> origin : origins.entrySet()) {
      HttpRequest<Buffer> post =
          rig.client.request(HttpMethod.POST, rig.port(), "127.0.0.1", "/api/rates");
      int status = await(post.putHeader("Origin", origin.getKey()).send()).statusCode();
      assertEquals(origin.getValue(), status, origin.getKey());
      int bridge =
          await(rig.request("/eventbus/info").putHeader("Origin", origin.getKey()).send())
              .statusCode();
      assertEquals(origin.getValue() == 403 ? 403 : 200, bridge, origin.getKey());
    }
    HttpRequest<Buffer> crossSite =
        rig.client.request(HttpMethod.POST, rig.port(), "127.0.0.1", "/api/rates");
    assertEquals(
        403, await(crossSite.putHeader("Sec-Fetch-Site", "cross-site").send()).statusCode());
    assertEquals(
        200,
        await(rig.request("/api/rates").putHeader("Origin", "http://evil.example").send())
            .statusCode());
  }

  /** A browser sends such paths as they stand in a foreign page's script. */
  @Test
  void aSocketsPathSpelledOtherwiseNeedsAnOwnOriginToo() throws Exception {
    String upgrade =
        "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nOrigin: http://evil.example\r\n"
            + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    for (String path :
        List.of(
            "/ws/market", "//ws/market", "/%77s/market", "/x/../ws/market", "//eventbus/info")) {
      assertEquals("HTTP/1.1 403 Forbidden", raw(upgrade.formatted(path, rig.port())), path);
    }
  }

  @Test
  void everyAnswerCarriesTheSecurityHeaders() throws Exception {
    int port = rig.port();
    for (String uri : List.of("/", "/api/health", "/api/nothing", "/api/kline", "/eventbus/info")) {
      HttpResponse<Buffer> answer = rig.get(uri);
      String policy = answer.getHeader("Content-Security-Policy");
      assertTrue(policy.contains("default-src 'self'"), uri);
      assertTrue(policy.contains("connect-src 'self' ws://127.0.0.1:" + port + ";"), policy);
      for (String no : List.of("object-src", "frame-ancestors", "base-uri")) {
        assertTrue(policy.contains(no + " 'none'"), policy);
      }
      assertFalse(policy.contains("unsafe"), policy);
      assertEquals("nosniff", answer.getHeader("X-Content-Type-Options"), uri);
      assertEquals("no-referrer", answer.getHeader("Referrer-Policy"), uri);
      assertEquals("same-origin", answer.getHeader("Cross-Origin-Opener-Policy"), uri);
      assertTrue(answer.getHeader("Cache-Control").startsWith("no-store"), uri);
    }
    HttpResponse<Buffer> foreign = await(rig.request("/").putHeader("Host", "evil.example").send());
    assertEquals("nosniff", foreign.getHeader("X-Content-Type-Options"));
  }

  @Test
  void whatIsTooLargeOrUnknownIsAProblem() throws Exception {
    HttpResponse<Buffer> large =
        await(
            rig.client
                .post(rig.port(), "127.0.0.1", "/api/rates")
                .sendBuffer(Buffer.buffer(new byte[70_000])));
    assertEquals(413, large.statusCode());
    assertEquals("too-large", large.bodyAsJsonObject().getString("code"));
    JsonObject unknown = rig.json("/api/nothing");
    assertEquals("not-found", unknown.getString("code"));
    HttpResponse<Buffer> wrong =
        await(rig.client.request(HttpMethod.DELETE, rig.port(), "127.0.0.1", "/api/kline").send());
    assertEquals(405, wrong.statusCode());
    assertEquals("GET", wrong.getHeader("Allow"));
    String long9k = "x".repeat(9_000);
    int header = await(rig.request("/api/health").putHeader("X-Long", long9k).send()).statusCode();
    int line = rig.get("/api/health?" + long9k).statusCode();
    assertTrue(Set.of(400, 431).contains(header) && Set.of(400, 414).contains(line));
    assertEquals(200, rig.get("/api/health").statusCode());
  }

  @Test
  void garbageInPathsAndQueriesNeverMakesAServerError() throws Exception {
    ContractCheck check = ContractCheck.load(rig.vertx);
    for (String uri :
        List.of(
            "/api/kline?symbol=%00",
            "/api/kline?symbol=BTCUSDT&from=%FF%FE",
            "/api/kline?symbol=BTCUSDT&limit=1e9",
            "/api/kline?symbol=BTCUSDT&limit=99999999999999999999",
            "/api/kline?symbol=BTCUSDT&limit=-0",
            "/api/kline?symbol=BTCUSDT&limit=NaN",
            "/api/kline?symbol=BTCUSDT&interval=1m%20OR%201%3D1",
            "/api/kline?%00=1",
            "/api/kline?symbol=" + "A".repeat(3_000))) {
      HttpResponse<Buffer> answer = rig.get(uri);
      assertEquals(400, answer.statusCode(), uri);
      check.conforms("kline", 400, answer.body(), answer.getHeader("Content-Type"));
      String body = answer.bodyAsString();
      assertFalse(body.contains("at io.") || body.contains("Exception"), body);
    }
    for (String uri :
        List.of(
            "/..%2f..%2fetc/passwd",
            "/%2e%2e/%2e%2e/etc/passwd",
            "/assets/../../pom.xml",
            "/.git/config",
            "/assets/%00",
            "/assets/",
            "/webroot/index.html",
            "//etc/passwd")) {
      int status =
          Integer.parseInt(
              raw("GET "
                      + uri
                      + " HTTP/1.1\r\nHost: 127.0.0.1:"
                      + rig.port()
                      + "\r\nConnection: close\r\n\r\n")
                  .split(" ")[1]);
      assertTrue(status == 404 || status == 400, uri + " answered " + status);
    }
  }

  @Test
  void remoteCallersAndConfiguredNamesFollowTheRules() {
    Admission.Rules rules =
        new Admission.Rules(List.of("Desk.lan:8000"), List.of("http://Desk.lan:8000"), true);
    assertEquals(List.of("desk.lan:8000"), rules.hosts());
    assertEquals(List.of("http://desk.lan:8000"), rules.origins());
    assertFalse(Admission.Rules.LOOPBACK_ONLY.remote());
  }
}
