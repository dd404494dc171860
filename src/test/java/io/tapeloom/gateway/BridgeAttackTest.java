package io.tapeloom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sixty frames that want more than to listen, over each of the two WebSockets. */
class BridgeAttackTest {
  private static final List<String> INSIDE =
      List.of(
          "cmd.order",
          "executor.orders",
          "risk.command",
          "market.gap",
          "ledger.event",
          "db.signal_new",
          "ui.heartbeat.in",
          "ui.ping",
          "__vertx.reply.1");

  private static final JsonObject SECRET = new JsonObject().put("secret", 1);
  private static final NamedGate GATE = new NamedGate();
  private static final List<String> HEARD = new CopyOnWriteArrayList<>();
  private static GatewayRig rig;

  /** A frame and the bridge's word for it; an empty word for silence. */
  private record Attack(String frame, String word) {}

  @BeforeAll
  static void start() throws Exception {
    rig = GatewayRig.with(GATE);
    INSIDE.forEach(a -> rig.vertx.eventBus().consumer(a, m -> heard(a, m.body())));
  }

  private static void heard(String address, Object body) {
    if (!SECRET.equals(body)) {
      HEARD.add(address);
    }
  }

  @AfterAll
  static void stop() throws Exception {
    rig.close();
  }

  private static List<Attack> attacks() {
    return Stream.of(registrations(), words(), shapes()).flatMap(List::stream).toList();
  }

  /** Addresses that are not a viewer's: other rooms, replies, patterns, near misses. */
  private static List<Attack> registrations() {
    List<String> foreign =
        List.of(
            "market.trade.usdm.BTCUSDT",
            "executor.orders",
            "executor.*",
            "cmd.order",
            "db.signal_new",
            "ledger.event",
            "ops.health",
            "risk.state",
            "__vertx.reply.1",
            "__vertx.reply.*",
            "vertx.shell",
            "ui",
            "ui.",
            "ui.*",
            "ui..*",
            "uiXheartbeat",
            ".*",
            "^ui",
            "ui.*|market.trade.usdm.BTCUSDT",
            "(ui.heartbeat|cmd.order)",
            "xui.heartbeat",
            "ui.x\nmarket.trade",
            "ui.\u0000",
            "ui.heartbeat\u0000",
            " ui.heartbeat",
            "ui.heartbeat ",
            "UI.heartbeat",
            "ui.heartbeat.in",
            "ui.server",
            "ui.chart.BTCUSDT.7m",
            "ui.chart.DOGEUSDT.1m",
            "ui.chart.*.1m",
            "ui.chart..1m",
            "ui.\u0455ignals");
    return foreign.stream()
        .map(a -> new Attack(frame("register").put("address", a).encode(), "access_denied"))
        .toList();
  }

  /** Attempts to speak to somebody inside. */
  private static List<Attack> words() {
    List<Attack> attacks = new ArrayList<>();
    for (String address : INSIDE) {
      JsonObject send = frame("send").put("address", address).put("body", new JsonObject());
      attacks.add(new Attack(send.encode(), "rejected"));
    }
    JsonObject reply = frame("send").put("address", "cmd.order").put("replyAddress", "me");
    attacks.add(new Attack(reply.encode(), "rejected"));
    JsonObject publish = frame("publish").put("address", "ui.heartbeat.in").put("body", 1);
    attacks.add(new Attack(publish.encode(), "rejected"));
    JsonObject headers = frame("publish").put("address", "cmd.order");
    headers.put("headers", new JsonObject().put("role", "admin"));
    attacks.add(new Attack(headers.encode(), "rejected"));
    attacks.add(new Attack(frame("send").encode(), "rejected"));
    return attacks;
  }

  /** What is not even a frame. */
  private static List<Attack> shapes() {
    String deep = "[".repeat(5_000) + "]".repeat(5_000);
    String objects = "{\"a\":".repeat(3_000) + "1" + "}".repeat(3_000);
    return List.of(
        new Attack("nonsense", "invalid_json"),
        new Attack("[]", "invalid_json"),
        new Attack("null", "invalid_json"),
        new Attack("{}", "missing_type"),
        new Attack("{\"type\":1}", "missing_type"),
        new Attack("{\"type\":null}", "missing_type"),
        new Attack("{\"type\":[\"register\"]}", "missing_type"),
        new Attack("{\"type\":\"shutdown\",\"address\":\"ui.tape\"}", "invalid_type"),
        new Attack("{\"type\":\"REGISTER\",\"address\":\"ui.tape\"}", "invalid_type"),
        new Attack("{\"type\":\"register\"}", "missing_address"),
        new Attack("{\"type\":\"register\",\"address\":{\"a\":1}}", "missing_address"),
        new Attack("{\"type\":\"register\",\"address\":[\"ui.tape\"]}", "missing_address"),
        new Attack("{\"type\":\"register\",\"address\":" + deep + "}", "invalid_json"),
        new Attack("{\"type\":\"register\",\"address\":" + objects + "}", "invalid_json"),
        new Attack("{\"type\":\"register\",\"address\":\"ui.tape\"", "invalid_json"),
        new Attack("{\"type\":\"unregister\",\"address\":\"market.gap\"}", "access_denied"),
        new Attack(
            frame("register").put("address", long300()).encode(), "max_address_length_reached"),
        new Attack("{\"type\":\"ping\",\"address\":\"cmd.order\"}", ""));
  }

  private static String long300() {
    return "ui." + "x".repeat(300);
  }

  private static JsonObject frame(String type) {
    return new JsonObject().put("type", type);
  }

  private static UiSocket open(String path) throws Exception {
    String ticket = "?ticket=" + GATE.ticket(GATE.of("viewer"));
    return UiSocket.open(rig.vertx, UiSocket.options(rig.port()).setURI(path + ticket));
  }

  @Test
  void sixtyFramesGetNothingInAndNothingForeignOut() throws Exception {
    List<Attack> attacks = attacks();
    assertTrue(attacks.size() >= 60, attacks.size() + " attacks");
    for (String path : List.of(UiSocket.RAW, UiSocket.SOCKJS)) {
      UiSocket socket = open(path);
      int sent = 0;
      for (Attack attack : attacks) {
        socket.send(attack.frame());
        if (!attack.word().isEmpty()) {
          assertEquals(attack.word(), socket.next("err").getString("body"), path + attack);
        }
        if (++sent % 15 == 0) {
          socket.close();
          socket = open(path);
        }
      }
      socket.register("ui.heartbeat");
      INSIDE.forEach(a -> rig.vertx.eventBus().publish(a, SECRET));
      socket.body("ui.heartbeat");
      socket.body("ui.heartbeat");
      assertTrue(socket.drain().stream().allMatch(BridgeAttackTest::harmless), path);
      socket.close();
    }
    assertEquals(List.of(), HEARD, "somebody inside heard a browser");
  }

  private static boolean harmless(JsonObject frame) {
    return "ui.heartbeat".equals(frame.getString("address"));
  }

  @Test
  void framesThatAreTooLargeOrBrokenEndOnlyTheirOwnSocket() throws Exception {
    UiSocket witness = open(UiSocket.RAW).register("ui.heartbeat");
    String huge = frame("register").put("address", "x".repeat(200_000)).encode();
    for (String path : List.of(UiSocket.RAW, UiSocket.SOCKJS)) {
      UiSocket large = open(path);
      large.sendAndBeCut(huge);
      assertTrue(large.closedWithin(30), path + " a frame above the limit ends the socket");
    }
    UiSocket unframed = open(UiSocket.SOCKJS);
    unframed.sendAsIs("{\"type\":\"register\",\"address\":\"ui.heartbeat\"}");
    assertTrue(unframed.closedWithin(30), "no frame of SockJS");
    UiSocket odd = open(UiSocket.SOCKJS);
    odd.sendAsIs("").sendAsIs("[]").sendAsIs(new JsonArray().add("").encode());
    assertEquals("invalid_json", odd.next("err").getString("body"));
    odd.sendBinary(Buffer.buffer(new byte[] {0, -1, -2, 3}));
    odd.register("ui.heartbeat").body("ui.heartbeat");
    UiSocket bytes = open(UiSocket.RAW);
    bytes.sendBinary(Buffer.buffer(new byte[] {0, -1, -2, 3}));
    assertEquals("invalid_json", bytes.next("err").getString("body"));
    bytes.sendBinary(Buffer.buffer("{\"type\":\"register\",\"address\":\"ui.heartbeat\"}"));
    bytes.body("ui.heartbeat");
    witness.drain();
    witness.body("ui.heartbeat");
    for (UiSocket socket : List.of(odd, bytes, witness)) {
      socket.close();
    }
  }
}
