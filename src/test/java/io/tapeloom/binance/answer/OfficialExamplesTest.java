package io.tapeloom.binance.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeloom.binance.wire.Malformed;
import io.tapeloom.kernel.Market;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every official example is read, and what is read is what stands in it. */
class OfficialExamplesTest {
  /** Examples that were published without some of their fields, and which. */
  private static final Path GAPS =
      Path.of("src", "test", "resources", "binance", "official-example-gaps.txt");

  private final Catalogue catalogue = new Catalogue();

  private Reply<?> reply(Example example) {
    return catalogue
        .find(example.market(), example.channel(), example.name())
        .orElseThrow(() -> new AssertionError(example.file() + ": nobody reads " + example.name()));
  }

  @Test
  void allOfThemAreReadWithTheirContent() throws IOException {
    TreeMap<String, TreeSet<String>> gaps = new TreeMap<>();
    List<Example> examples = Example.all();
    int values = 0;
    for (Example example : examples) {
      TreeSet<String> missing = new TreeSet<>();
      JsonNode whole = Whole.of(reply(example), example.content(), missing);
      values += new Seen().compare(example.file(), reply(example).read(whole), whole);
      if (!missing.isEmpty()) {
        gaps.put(example.file(), missing);
      }
    }
    assertEquals(251, examples.size());
    assertTrue(values > 2_500, "values compared: " + values);
    List<String> found =
        gaps.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList();
    assertEquals(String.join("\n", Files.readAllLines(GAPS)), String.join("\n", found));
  }

  @Test
  void anExampleThatLacksAFieldIsRefusedByItsName() {
    Example kline = named("spot/websocket-streams/kline.json");
    Malformed fault =
        assertThrows(Malformed.class, () -> catalogue.read(reply(kline), kline.content()));
    assertEquals("k.o", fault.field());
    assertEquals("k.o: spot kline: missing", fault.getMessage());
    long[] counts = catalogue.faults().get("STREAM spot kline");
    assertEquals(1, counts[Malformed.Reason.MISSING.ordinal()]);
    assertEquals(1, catalogue.faults().size());
  }

  private static Example named(String file) {
    return Example.all().stream().filter(e -> e.file().equals(file)).findFirst().orElseThrow();
  }

  @Test
  void ordersSayWhatTheExampleSays() {
    UsdmOrders.Placed order =
        UsdmReplies.PLACE.read(named("usds-futures/rest-api/newOrder.json").content());
    assertEquals(OrderStatus.NEW, order.status());
    assertEquals(PositionSide.SHORT, order.positionSide());
    assertEquals("testOrder", order.clientOrderId());
    SpotOrders.Canceled canceled =
        SpotReplies.CANCEL.read(named("spot/rest-api/deleteOrder.json").content());
    assertEquals("myOrder1", canceled.origClientOrderId().orElseThrow());
    assertTrue(canceled.status().done());
    UsdmOrders.AlgoOrder algo =
        UsdmReplies.ALGO_QUERY.read(named("usds-futures/rest-api/queryAlgoOrder.json").content());
    assertEquals(AlgoStatus.CANCELED, algo.algoStatus());
    List<UsdmAccount.Position> positions =
        UsdmReplies.POSITIONS.read(
            named("usds-futures/rest-api/positionInformationV3.json").content());
    assertEquals("ADAUSDT", positions.getFirst().symbol());
    assertEquals(Market.USDM, UsdmReplies.POSITIONS.market());
  }
}
