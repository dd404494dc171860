package io.tapeloom.gateway.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is no frame of the protocol gets PROTOCOL_ERROR, and the socket lives on. */
class MalformedFramesTest {
  private static final String GOOD =
      "{\"protocolVersion\":\"2.0\",\"type\":\"GET_CONFIG\",\"requestId\":\"r1\","
          + "\"timestamp\":1,\"data\":{}}";

  private static String with(String old, String fresh) {
    String changed = GOOD.replace(old, fresh);
    assertTrue(!changed.equals(GOOD), old);
    return changed;
  }

  private static List<String> corpus() {
    List<String> all = new ArrayList<>(noObjects());
    List.of("1", "2", "2.0", "\"2\"", "\"2.1\"", "\"\"", "null", "[]", "{}", "true")
        .forEach(v -> all.add(with("\"2.0\"", v)));
    List.of("null", "1", "\"\"", "[]", "{}", "true", "\"" + "x".repeat(65) + "\"")
        .forEach(v -> all.add(with("\"GET_CONFIG\"", v)));
    List.of("null", "1", "\"\"", "[]", "{}", "false", "\"" + "x".repeat(65) + "\"")
        .forEach(v -> all.add(with("\"r1\"", v)));
    List.of("null", "\"1\"", "-1", "1.5", "1e3", "[]", "{}", "true", "123456789012345678901")
        .forEach(v -> all.add(with("\"timestamp\":1", "\"timestamp\":" + v)));
    List.of("null", "1", "\"\"", "[]", "[{}]", "true", "\"{}\"")
        .forEach(v -> all.add(with("\"data\":{}", "\"data\":" + v)));
    all.add(with("\"data\":{}", "\"data\":{},\"extra\":1"));
    all.add(with("\"data\":{}", "\"data\":{},\"__proto__\":{}"));
    List.of("protocolVersion", "type", "timestamp", "data")
        .forEach(
            name -> {
              JsonObject less = new JsonObject(GOOD);
              less.remove(name);
              all.add(less.encode());
            });
    for (int cut = 1; cut < GOOD.length(); cut += 16) {
      all.add(GOOD.substring(0, cut));
    }
    return all;
  }

  private static List<String> noObjects() {
    return List.of(
        "",
        " ",
        "null",
        "1",
        "\"text\"",
        "[]",
        "[" + GOOD + "]",
        "{}",
        "{{",
        GOOD + GOOD,
        GOOD + "]",
        "{'type':'GET_CONFIG'}",
        "NaN",
        "{\"a\":NaN}",
        "\u0000",
        "\uFEFF" + GOOD,
        "GET /ws/market HTTP/1.1\r\n\r\n",
        "<xml/>",
        "[".repeat(30_000),
        "{\"data\":".repeat(5_000) + "1" + "}".repeat(5_000));
  }

  @Test
  void everyOneOfThemIsRefusedByName() {
    RequestFrame.parse(GOOD);
    List<String> corpus = corpus();
    assertTrue(corpus.size() >= 60, "" + corpus.size());
    for (String text : corpus) {
      Refused refused =
          assertThrows(
              Refused.class,
              () -> RequestFrame.parse(text),
              () -> text.substring(0, Math.min(200, text.length())));
      assertEquals("PROTOCOL_ERROR", refused.code());
      assertTrue(refused.getMessage().contains("expected"), refused.getMessage());
      assertTrue(refused.getMessage().length() < 250, refused.getMessage());
    }
  }

  @Test
  void theSocketOutlivesAllOfThem() throws Exception {
    WsRig rig = new WsRig(WsLimits.DEFAULT.with(20, 200, 10_000));
    try {
      WsClient client = rig.open("/ws/market");
      int sent = 0;
      for (String text : corpus()) {
        client.send(text);
        sent++;
      }
      client.sendBinary(GOOD.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      client.sendBinary(new byte[] {(byte) 0xff, 0, 1});
      for (int i = 0; i < sent + 2; i++) {
        JsonObject frame = client.next();
        assertEquals("ERROR", frame.getString("type"));
        assertEquals("PROTOCOL_ERROR", frame.getJsonObject("data").getString("errorCode"));
      }
      client.result("GET_CONFIG", new JsonObject(), "CONFIG_DATA");
      assertEquals(sent + 2, rig.refused.get("PROTOCOL_ERROR"));
    } finally {
      rig.close();
    }
  }

  @Test
  void aFrameAboveTheLimitEndsOnlyItsOwnSocket() throws Exception {
    WsRig rig = new WsRig(WsLimits.DEFAULT);
    try {
      WsClient other = rig.open("/ws/market");
      WsClient big = rig.open("/ws/market");
      big.socket.writeTextMessage("x".repeat(70_000));
      big.closed();
      other.result("GET_CONFIG", new JsonObject(), "CONFIG_DATA");
    } finally {
      rig.close();
    }
  }
}
