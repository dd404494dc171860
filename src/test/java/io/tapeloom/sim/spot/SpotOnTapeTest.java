package io.tapeloom.sim.spot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.Refused;
import io.tapeloom.sim.Scenario;
import io.tapeloom.sim.SimMarket;
import io.tapeloom.sim.Tape;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The desk on the generated market. */
class SpotOnTapeTest {
  private static final long HOUR_MS = 3_600_000;
  private static final long MINUTE_MS = 60_000;
  private static final long START_MS = 1_770_120_000_000L / HOUR_MS * HOUR_MS;

  private final DeskLog log = new DeskLog();

  private static List<Tape> tapes(Scenario scenario) {
    return SimMarket.of(7, scenario).tapes(Market.SPOT);
  }

  private SpotDesk desk(List<Tape> tapes) {
    SpotDesk desk = new SpotDesk(tapes.stream().map(SpotVenue::of).toList(), log);
    desk.advance(START_MS);
    desk.openAccount(
        1, new TreeMap<>(Map.of("USDT", 10_000_000_000_000L, "BTC", 100_000_000L)), START_MS);
    return desk;
  }

  @Test
  void aClosedMarketTakesNoOrdersAndLetsThemBeCancelled() {
    SpotDesk desk = desk(tapes(Scenario.HALT));
    Ticket sell = Ticket.market("BTCUSDT", OrderSide.SELL, 100_000);
    desk.place(1, sell, START_MS);
    long priceE8 = desk.queries().fills(1, "BTCUSDT", -1, NEWEST).getFirst().priceE8();
    long lowE8 = priceE8 * 9 / 10 / 1_000_000 * 1_000_000;
    Ticket low = Ticket.limit("BTCUSDT", OrderSide.BUY, 100_000, lowE8);
    long id = desk.place(1, low, START_MS + 1).order().orderId();
    long closed = START_MS + 25 * MINUTE_MS;
    Refused refused = assertThrows(Refused.class, () -> desk.place(1, sell, closed));
    assertEquals("-2010 Market is closed.", refused.code() + " " + refused.text());
    desk.cancel(CancelRequest.of(1, "BTCUSDT", id), closed);
    desk.place(1, sell, START_MS + 40 * MINUTE_MS);
  }

  private static final SpotQueries.Span NEWEST = new SpotQueries.Span(-1, -1, -1, 1);

  @Test
  void aStopIsTriggeredByTheFirstTradeOfTheTapeThatReachesIt() {
    List<Tape> tapes = tapes(Scenario.FLASH_CRASH);
    SpotDesk desk = desk(tapes);
    long last = tapes.getFirst().lastTicks(START_MS).getAsLong() * 1_000_000;
    long stopE8 = last * 97 / 100 / 1_000_000 * 1_000_000;
    Amounts amounts = Amounts.of(10_000_000).withStop(stopE8);
    Ticket stop =
        Ticket.of("BTCUSDT", OrderSide.SELL, OrderType.STOP_LOSS, amounts).with(Labels.of("stop"));
    desk.place(1, stop, START_MS);
    desk.advance(START_MS + HOUR_MS);
    long expected =
        tapes
            .getFirst()
            .fromId(tapes.getFirst().firstIdAt(START_MS + 1), 100_000, START_MS + HOUR_MS)
            .stream()
            .filter(trade -> trade.priceE8() <= stopE8)
            .findFirst()
            .orElseThrow()
            .timeMs();
    List<String> lines = log.fresh();
    assertEquals(expected + " stop NEW NEW", lines.get(1));
    assertTrue(lines.getLast().contains("stop TRADE FILLED"), lines::toString);
  }
}
