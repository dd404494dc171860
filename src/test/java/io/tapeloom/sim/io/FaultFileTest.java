package io.tapeloom.sim.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.sim.FaultKind;
import io.tapeloom.sim.FaultMoment;
import io.tapeloom.sim.FaultRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults as files state them. */
class FaultFileTest {
  @TempDir private Path folder;

  private Path file(String... lines) throws IOException {
    return Files.writeString(folder.resolve("faults.ndjson"), String.join("\n", lines));
  }

  @Test
  void rulesAreReadInOrder() throws Exception {
    List<FaultRule> rules =
        FaultFile.read(
            file(
                "# what goes wrong",
                "",
                "{\"on\":\"order.accepted\",\"nth\":3,\"kind\":\"timeout_accepted\"}",
                "{\"at_ms\":60000,\"kind\":\"halt\",\"symbol\":\"BTCUSDT\",\"for_ms\":5000}",
                "{\"kind\":\"event_twice\",\"rate\":0.05,\"event\":\"ORDER_TRADE_UPDATE\"}",
                "{\"kind\":\"refuse\",\"code\":-2019,\"msg\":\"Margin is insufficient.\"}"));
    assertEquals(4, rules.size());
    assertEquals(FaultKind.TIMEOUT_ACCEPTED, rules.get(0).kind());
    assertEquals(FaultRule.When.on(FaultMoment.ORDER_ACCEPTED, 3), rules.get(0).when());
    assertEquals(1, rules.get(0).count());
    assertEquals("BTCUSDT", rules.get(1).target().symbol());
    assertEquals(5_000, rules.get(1).forMs());
    assertEquals(0, rules.get(2).count());
    assertEquals("ORDER_TRADE_UPDATE", rules.get(2).target().name());
    assertEquals(-2019, rules.get(3).code());
    assertEquals(Optional.empty(), rules.get(3).when().on());
  }

  private void refused(String line, String words) throws IOException {
    Path file = file("{\"kind\":\"cut\"}", line);
    MalformedFaults bad = assertThrows(MalformedFaults.class, () -> FaultFile.read(file));
    assertTrue(bad.getMessage().contains("faults.ndjson line 2: " + words), bad.getMessage());
  }

  @Test
  void whatIsNoTextFileIsRefusedByName() throws IOException {
    Path broken = Files.write(folder.resolve("broken"), new byte[] {'{', (byte) 0xff});
    for (Path wrong : List.of(folder, broken)) {
      MalformedFaults refused = assertThrows(MalformedFaults.class, () -> FaultFile.read(wrong));
      assertTrue(refused.getMessage().startsWith(wrong + ": expected "), refused.getMessage());
    }
  }

  @Test
  void mistakesNameLineAndField() throws IOException {
    refused("{\"kind\":\"explode\"}", "kind: expected one of cut, ");
    refused("{}", "kind: expected one of");
    refused("{\"kind\":\"cut\",\"wen\":1}", "wen: expected one of");
    refused("{\"kind\":\"cut\",\"on\":\"noon\"}", "on: expected one of request, order.received");
    refused("{\"kind\":\"cut\",\"on\":\"fill\",\"at_ms\":1}", "on: expected either at_ms or on");
    refused("{\"kind\":\"cut\",\"at_ms\":\"soon\"}", "at_ms: expected a whole number");
    refused("{\"kind\":\"cut\",\"rate\":2}", "rate: expected 0 to 1, got 2");
    refused("{\"kind\":\"cut\",\"count\":0}", "count: expected a whole number");
    refused("{\"kind\":\"refuse\"}", "code: expected the exchange's code");
    refused("{\"kind\":\"halt\"}", "symbol: expected the symbol to halt");
    refused("{\"kind\":\"by_hand\",\"call\":\"buy\"}", "call: expected a call such as");
    refused("{\"kind\":\"cut\",\"market\":\"margin\"}", "market: expected spot or usdm");
    refused("{\"kind\":", "expected a JSON object, got {\"kind\":");
    refused("[1]", "expected a JSON object, got [1]");
  }
}
