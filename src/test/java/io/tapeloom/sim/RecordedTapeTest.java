package io.tapeloom.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Market;
import io.tapeloom.market.AggTrade;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A recorded tape: its ids, its order and its bars. */
class RecordedTapeTest {
  private static final Instrument BTC = Instrument.of(Market.USDM, "BTCUSDT");
  private static final Listing LISTING = new Listing(BTC, "BTC", 10_000_000, 2, 100_000, 3);

  private static AggTrade trade(long id, long timeMs, long ticks, long steps, boolean sell) {
    return new AggTrade(BTC, id, ticks * 10_000_000, steps * 100_000, id, id, timeMs, sell);
  }

  private final RecordedTape tape =
      new RecordedTape(
          LISTING,
          List.of(
              trade(5, 61_000, 100, 2, true),
              trade(6, 70_000, 103, 1, false),
              trade(8, 69_000, 99, 4, true),
              trade(9, 200_000, 105, 3, false)));

  @Test
  void aTradeTimedBeforeItsPredecessorIsShownAtThePredecessorsTime() {
    assertEquals(OptionalLong.of(5), tape.newestId(69_999));
    assertEquals(OptionalLong.of(8), tape.newestId(70_000));
    assertEquals(OptionalLong.empty(), tape.newestId(60_999));
    assertEquals(6, tape.firstIdAt(69_500));
  }

  @Test
  void pagesAscendAcrossAHoleInTheIds() {
    List<Long> ids = tape.fromId(6, 2, 300_000).stream().map(AggTrade::aggId).toList();
    assertEquals(List.of(6L, 8L), ids);
    assertEquals(8, tape.fromId(7, 1, 300_000).getFirst().aggId());
    assertTrue(tape.fromId(10, 5, 300_000).isEmpty());
  }

  @Test
  void barsAreExactAndSilentMinutesAreFlat() {
    List<Bar> bars = tape.bars(Span.M1, 0, 300_000, 300_000);
    assertEquals(new Bar(60_000, 100, 103, 99, 99, 7, 699, 1, 103, 3, 5, 8), bars.get(0));
    assertEquals(Bar.flat(120_000, 99), bars.get(1));
    assertEquals(new Bar(180_000, 105, 105, 105, 105, 3, 315, 3, 315, 1, 9, 9), bars.get(2));
    Bar five = tape.bar(0, Span.M5.nextMs(0), 150_000);
    assertEquals(new Bar(0, 100, 103, 99, 99, 7, 699, 1, 103, 3, 5, 8), five);
  }

  @Test
  void emptyAndDescendingTapesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new RecordedTape(LISTING, List.of()));
    List<AggTrade> twice = List.of(trade(5, 1, 1, 1, true), trade(5, 2, 1, 1, true));
    assertThrows(IllegalArgumentException.class, () -> new RecordedTape(LISTING, twice));
  }

  @Test
  void rawTradesJoinByPriceSideAndTime() {
    TradeJoin join = new TradeJoin(BTC);
    join.add(1, 100, 5, 1_000, true);
    join.add(2, 100, 6, 1_099, true);
    join.add(3, 100, 7, 1_100, true);
    join.add(4, 100, 8, 1_101, false);
    join.add(5, 101, 9, 1_101, false);
    List<AggTrade> joined = join.finish();
    assertEquals(new AggTrade(BTC, 1, 100, 11, 1, 2, 1_000, true), joined.get(0));
    assertEquals(new AggTrade(BTC, 2, 100, 7, 3, 3, 1_100, true), joined.get(1));
    assertEquals(List.of(1L, 2L, 3L, 4L), joined.stream().map(AggTrade::aggId).toList());
  }
}
