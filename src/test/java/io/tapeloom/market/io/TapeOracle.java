package io.tapeloom.market.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.BarBuilder;
import io.tapeloom.market.BarRollup;
import io.tapeloom.market.Kline;
import io.tapeloom.sim.TradeSource;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** What the tape must be: the simulated market itself, asked without any wire between. */
final class TapeOracle {
  private final TradeSource source;
  private final InstantSource clock;

  TapeOracle(TradeSource source, InstantSource clock) {
    this.source = source;
    this.clock = clock;
  }

  private List<AggTrade> trades(Instrument instrument, long fromId, long toId) {
    var tape = source.tape(instrument).orElseThrow();
    List<AggTrade> all = new ArrayList<>();
    long nowMs = clock.millis();
    while (fromId + all.size() <= toId) {
      long next = fromId + all.size();
      int limit = (int) Math.min(1_000, toId - next + 1);
      List<AggTrade> page = tape.fromId(next, limit, nowMs);
      assertFalse(page.isEmpty(), "the market has no id " + next);
      all.addAll(page);
    }
    return all;
  }

  /** Checks every trade and every minute of the tape, and answers how many trades there are. */
  int check(TapeHouse house, Instrument instrument) {
    TapeMeta meta = house.reader().meta(instrument).await().orElseThrow();
    List<AggTrade> stored = house.reader().from(instrument, 0, 0, 10_000_000).await();
    assertEquals(meta.lastId() - meta.earliestId() + 1, stored.size(), "rows of " + instrument);
    List<AggTrade> expected = trades(instrument, meta.earliestId(), meta.lastId());
    assertTrue(expected.equals(stored), "the tape of " + instrument + " is not the market's");
    checkMinutes(house, instrument, expected);
    return stored.size();
  }

  private void checkMinutes(TapeHouse house, Instrument instrument, List<AggTrade> trades) {
    List<Kline> expected = new ArrayList<>();
    BarBuilder builder = BarBuilder.atTapeStart(instrument);
    BarBuilder.Listener keep =
        new BarBuilder.Listener() {
          @Override
          public void closed(Kline bar) {
            expected.add(bar);
          }

          @Override
          public void unfilled(long fromMs, long toMs) {
            throw new AssertionError("a gap in the market itself");
          }
        };
    trades.forEach(trade -> builder.on(trade, keep));
    List<Kline> stored =
        house.reader().minutes(instrument, 0, Long.MAX_VALUE).await().stream()
            .filter(bar -> bar.source() == Kline.Source.TAPE)
            .toList();
    assertFalse(expected.isEmpty(), "no minute of " + instrument);
    assertEquals(expected, stored, "minutes of " + instrument);
  }

  /** Checks that a longer bar is what its minutes make it. */
  static void checkLonger(TapeHouse house, Instrument instrument, Interval interval, Kline stored) {
    List<Kline> minutes =
        house
            .reader()
            .minutes(instrument, stored.openMs(), stored.openMs() + interval.ms())
            .await();
    Kline folded = BarRollup.of(instrument, interval, minutes).orElseThrow();
    assertEquals(folded.openE8(), stored.openE8(), interval + " open");
    assertEquals(folded.highE8(), stored.highE8(), interval + " high");
    assertEquals(folded.closeE8(), stored.closeE8(), interval + " close");
    assertEquals(folded.volumeE8(), stored.volumeE8(), interval + " volume");
    assertEquals(folded.quoteE16(), stored.quoteE16(), interval + " quote");
    assertEquals(folded.trades(), stored.trades(), interval + " trades");
    assertEquals(folded.source(), stored.source(), interval + " source");
  }
}
