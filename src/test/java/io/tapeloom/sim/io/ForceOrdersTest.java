package io.tapeloom.sim.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The stream of liquidations shows the newest of a second. */
class ForceOrdersTest {
  private final ForceOrders forced = new ForceOrders();
  private final List<String> sent = new ArrayList<>();

  private List<String> turn(long nowMs) {
    sent.clear();
    forced.turn(nowMs, (stream, json) -> sent.add(stream + " " + json));
    return sent;
  }

  @Test
  void onlyTheNewestOfEachSymbolIsToldWhenTheSecondIsOver() {
    forced.publish("BTCUSDT", 5_100, "a");
    forced.publish("BTCUSDT", 5_900, "b");
    forced.publish("ETHUSDT", 6_000, "c");
    assertEquals(List.of(), turn(5_999));
    assertEquals(List.of("btcusdt@forceOrder b", "!forceOrder@arr b"), turn(6_400));
    assertEquals(List.of("ethusdt@forceOrder c", "!forceOrder@arr c"), turn(7_000));
    assertEquals(List.of(), turn(8_000));
  }
}
