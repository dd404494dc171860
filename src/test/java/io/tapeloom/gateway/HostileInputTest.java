package io.tapeloom.gateway;

import static io.tapeloom.web.ContractCheck.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.web.Examples;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Paths that climb, payloads that speak SQL, bodies and lines beyond measure. */
class HostileInputTest {
  private static GatewayRig rig;

  @BeforeAll
  static void start() throws Exception {
    rig = GatewayRig.with(new KnownGate());
  }

  @AfterAll
  static void stop() throws Exception {
    rig.close();
  }

  private static Set<String> climbing() {
    Set<String> all = new LinkedHashSet<>();
    for (String up :
        List.of(
            "..",
            "%2e%2e",
            "..%2f",
            "%2e%2e%2f",
            "..%5c",
            "%252e%252e",
            "..;",
            "....//",
            "%c0%ae%c0%ae",
            "..%00")) {
      for (String base : List.of("/", "/assets/", "/problems/", "/api/")) {
        all.add(base + (up + "/").repeat(4) + "etc/passwd");
      }
    }
    all.addAll(
        List.of(
            "//etc/passwd",
            "/etc/passwd",
            "/.git/config",
            "/.env",
            "/WEB-INF/web.xml",
            "/assets/",
            "/assets/.",
            "/webroot/index.html",
            "/index.html/../../pom.xml",
            "/conf/tapeloom.yaml",
            "/db/migration/V1__tape_and_signals.sql",
            "/logback.xml",
            "/openapi.yaml",
            "/problems.yaml",
            "/META-INF/MANIFEST.MF",
            "/io/tapeloom/Main.class",
            "file:///etc/passwd",
            "/assets/%00",
            "/\\..\\..\\etc\\passwd",
            "/%2e%2e%2f%2e%2e%2fpom.xml"));
    return all;
  }

  @Test
  void noPathLeadsOutOfTheWebApp() throws Exception {
    assertTrue(climbing().size() >= 40);
    for (String path : climbing()) {
      Wire.Reply reply = Wire.get(rig.port(), path);
      if (reply.status() == 200) {
        assertTrue(reply.body().contains("<div id=\"app\""), "only the page itself: " + path);
      } else {
        assertTrue(Set.of(400, 404, 421).contains(reply.status()), path + " " + reply.status());
        Leak.none(reply.body(), path);
      }
      assertFalse(reply.body().contains("root:"), path);
      assertEquals("nosniff", reply.header("X-Content-Type-Options"), path);
    }
  }

  private static List<String> speakingSql() {
    List<String> all = new ArrayList<>();
    List<String> tails =
        List.of(
            "OR 1=1",
            "OR '1'='1",
            "UNION SELECT NULL",
            "UNION ALL SELECT version()--",
            "; DROP TABLE score;--",
            "; SELECT pg_sleep(30)--",
            "AND 1=CAST(version() AS int)--",
            "|| (SELECT current_user) ||",
            "/**/OR/**/1=1",
            "AND pg_sleep(30) IS NULL",
            "ORDER BY 99--",
            "; COPY score TO PROGRAM 'id'--",
            "LIMIT 1 OFFSET 1;--",
            "AND ascii(substr((SELECT 1),1,1))>0",
            "; UPDATE app_user SET role='admin'--");
    for (String quote : List.of("", "'", "\"", "$$")) {
      tails.forEach(tail -> all.add("BTCUSDT" + quote + " " + tail));
    }
    return all;
  }

  /** Every text a caller may choose gets every payload; none is taken for anything but text. */
  @Test
  void payloadsThatSpeakSqlAreTextOrRefused() throws Exception {
    List<String> payloads = speakingSql();
    assertEquals(60, payloads.size());
    List<Examples.Sample> samples =
        Examples.load().samples().stream().filter(s -> !s.query().isEmpty()).toList();
    int sent = 0;
    for (int i = 0; i < payloads.size(); i++) {
      String payload = payloads.get(i);
      Examples.Sample sample = samples.get(i % samples.size());
      List<Future<HttpResponse<Buffer>>> answers = new ArrayList<>();
      for (String name : sample.query().keySet()) {
        Map<String, String> query = new TreeMap<>(sample.query());
        query.put(name, payload);
        answers.add(rig.request(uri(sample, query)).bearerTokenAuthentication("admin").send());
      }
      for (Future<HttpResponse<Buffer>> answer : answers) {
        int status = await(answer).statusCode();
        assertTrue(status == 400 || status == 200, sample.id() + " " + status + ": " + payload);
        String body = String.valueOf(await(answer).bodyAsString());
        assertFalse(body.contains("pg_sleep") || body.contains("DROP"), body);
        Leak.none(status == 200 ? "" : body, sample.id() + ": " + payload);
        sent++;
      }
    }
    assertTrue(sent >= 60, "sent " + sent);
  }

  private static String uri(Examples.Sample sample, Map<String, String> query) {
    Examples.Sample other =
        new Examples.Sample(
            sample.id(),
            sample.method(),
            sample.path(),
            sample.inPath(),
            query,
            sample.headers(),
            sample.body(),
            sample.access(),
            sample.good(),
            sample.answer());
    return other.uri();
  }

  private static Wire.Reply post(String path, String headers, byte[] body) throws Exception {
    String head =
        Wire.head(rig.port(), "POST", path, "Content-Type: application/json\r\n" + headers);
    byte[] start = (head + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = new byte[start.length + body.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(body, 0, all, start.length, body.length);
    return Wire.send(rig.port(), all);
  }

  @Test
  void aMebibyteOfPasswordIsRefusedBeforeItIsRead() throws Exception {
    String body = "{\"email\":\"a@b.example\",\"password\":\"" + "x".repeat(1 << 20) + "\"}";
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    int answered = 0;
    for (Examples.Sample sample : Examples.load().samples()) {
      if (sample.body().isEmpty() || !sample.method().name().equals("POST")) {
        continue;
      }
      String path = sample.uri();
      Wire.Reply told = post(path, "Content-Length: " + bytes.length + "\r\n", bytes);
      // The connection may end while the rest of the body is still on its way.
      assertTrue(told.status() == 413 || told.status() == 0, path + " " + told.status());
      answered += told.status() == 413 ? 1 : 0;
    }
    assertTrue(answered > 0, "no 413 came through");
    Wire.Reply early = post("/api/v1/risk/halt", "Content-Length: 1048576\r\n", new byte[0]);
    assertEquals(413, early.status(), "the length alone is enough");
    assertEquals("too-large", early.problem().getString("code"));
    String chunk = "11170\r\n" + "x".repeat(0x11170) + "\r\n0\r\n\r\n";
    Wire.Reply chunked =
        post(
            "/api/v1/risk/halt",
            "Transfer-Encoding: chunked\r\n",
            chunk.getBytes(StandardCharsets.ISO_8859_1));
    assertTrue(chunked.status() == 413 || chunked.status() == 0, "chunked " + chunked.status());
  }

  @Test
  void longLinesAndHeadersHaveTheirOwnStatusAndStillTheHeaders() throws Exception {
    Wire.Reply line = Wire.get(rig.port(), "/api/health?" + "x".repeat(9_000));
    assertEquals(414, line.status());
    String large = "X-Large: " + "x".repeat(9_000) + "\r\n";
    Wire.Reply header =
        Wire.send(rig.port(), Wire.head(rig.port(), "GET", "/api/health", large) + "\r\n");
    assertEquals(431, header.status());
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 600; i++) {
      many.append("X-").append(i).append(": xxxxxxxxxxxxxxx\r\n");
    }
    Wire.Reply headers =
        Wire.send(
            rig.port(), Wire.head(rig.port(), "GET", "/api/health", many.toString()) + "\r\n");
    assertEquals(431, headers.status());
    Wire.Reply version = Wire.send(rig.port(), "GET / HTTP/9.9\r\nConnection: close\r\n\r\n");
    assertTrue(version.status() == 0 || version.status() >= 400, "closed or refused");
    Leak.none(version.body(), "another version");
    for (Wire.Reply reply : List.of(line, header, headers)) {
      assertEquals("application/problem+json", reply.header("Content-Type"));
      assertEquals(reply.header("X-Request-Id"), reply.problem().getString("traceId"));
      assertEquals("nosniff", reply.header("X-Content-Type-Options"));
      assertTrue(reply.header("Content-Security-Policy").contains("default-src 'self'"));
    }
  }

  @Test
  void twoLengthsOrOneThatIsNoneAreNoRequest() throws Exception {
    String two = "Content-Length: 2\r\nContent-Length: 3\r\n";
    for (String headers : List.of(two, "Content-Length: -1\r\n", "Content-Length: 2x\r\n")) {
      Wire.Reply reply =
          post("/api/v1/risk/halt", headers, "{}".getBytes(StandardCharsets.ISO_8859_1));
      assertTrue(reply.status() >= 400 && reply.status() < 500, headers + reply.status());
    }
  }

  @Test
  void encodedTextsStayText() throws Exception {
    for (String evil :
        List.of(
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "javascript:alert(1)")) {
      String encoded = URLEncoder.encode(evil, StandardCharsets.UTF_8);
      for (String uri :
          List.of("/api/kline?symbol=" + encoded, "/problems/" + encoded, "/" + encoded)) {
        HttpResponse<Buffer> answer =
            await(rig.request(uri).bearerTokenAuthentication("viewer").send());
        assertTrue(answer.statusCode() == 400 || answer.statusCode() == 404, uri);
        assertEquals("application/problem+json", answer.getHeader("Content-Type"), uri);
        assertFalse(answer.bodyAsString().contains("<"), answer.bodyAsString());
      }
    }
  }
}
