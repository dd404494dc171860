package io.tapeloom.gateway.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.kernel.Interval;
import io.tapeloom.market.Kline;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Quotes come from trades and days, in whatever order these are learned. */
class QuoteBoardTest {
  private static final long DAY_MS = Interval.D1.ms();
  private static final long TODAY_MS = Interval.D1.floorMs(WsRig.NOW_MS);
  private final QuoteBoard board = new QuoteBoard(Listing.of(WsRig.specs().getFirst()));

  private static Kline day(int later, String open, String close) {
    return WsRig.barOf(WsRig.BTC, Interval.D1, TODAY_MS + later * DAY_MS, open, close);
  }

  private JsonObject value() {
    StringBuilder out = new StringBuilder();
    board.json(out);
    return new JsonObject(out.toString()).getJsonObject("v");
  }

  @Test
  void rowsFillWhatTheBusDidNotBringAndNeverReplaceIt() {
    board.last(WsRig.e8("95"));
    board.day(day(0, "100", "95"));
    assertFalse(board.complete());
    board.seed(List.of(day(-1, "90", "100"), day(0, "1", "2")));
    assertTrue(board.complete());
    assertEquals(100, value().getInteger("open_price"));
    assertEquals(100, value().getInteger("prev_close_price"));
    assertEquals(-5, value().getInteger("ch"));
    assertEquals(-5, value().getInteger("chp"));
    board.day(day(1, "95", "96"));
    board.day(day(0, "100", "94"));
    assertEquals(94, value().getInteger("prev_close_price"), "the end of the day before");
  }

  @Test
  void theLastPriceIsNeverOutsideOfTheDaysRange() {
    board.day(day(0, "100", "95"));
    board.last(WsRig.e8("5000"));
    assertEquals(5_000, value().getInteger("high_price"));
    board.last(WsRig.e8("1"));
    assertEquals(1, value().getInteger("low_price"));
    assertTrue(value().getInteger("high_price") < 5_000, "the bar knows how far it really went");
  }

  @Test
  void aDayThatIsMissingLeavesTheChangeUnknown() {
    board.last(WsRig.e8("95"));
    board.seed(List.of(day(-2, "90", "100"), day(0, "100", "95")));
    assertEquals(null, value().getValue("ch"));
    assertEquals(95, value().getInteger("lp"));
  }
}
