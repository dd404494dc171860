package io.tapeloom.sim.spot;

import io.tapeloom.kernel.Decimals;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Market;
import io.tapeloom.sim.Listing;
import io.tapeloom.sim.book.LadderSource;
import io.tapeloom.sim.book.LevelSink;
import io.tapeloom.sim.book.PrintSink;
import io.tapeloom.sim.book.Prints;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;

/** One symbol's market written by hand: its trades, and what is quoted from which moment on. */
final class HandMarket implements Prints, LadderSource, Reference {
  private static final long TICK_E8 = 1_000_000;
  private static final long STEP_E8 = 1_000;

  private final Listing listing;
  private final List<Trade> trades = new ArrayList<>();
  private final TreeMap<Long, List<String>> bids = new TreeMap<>();
  private final TreeMap<Long, List<String>> asks = new TreeMap<>();

  private record Trade(long ms, long ticks, long steps, boolean takerBuys) {}

  HandMarket(String base) {
    listing = new Listing(Instrument.of(Market.SPOT, base + "USDT"), base, TICK_E8, 2, STEP_E8, 5);
  }

  static long e8(String decimal) {
    return Decimals.parseE8(decimal);
  }

  SpotRules rules() {
    return SpotRules.of(listing);
  }

  SpotVenue venue() {
    return venue(rules());
  }

  SpotVenue venue(SpotRules rules) {
    return new SpotVenue(rules, this, this, this);
  }

  /** Adds a trade; later ones must not be earlier. */
  HandMarket trade(long ms, String price, String qty, boolean takerBuys) {
    trades.add(new Trade(ms, e8(price) / TICK_E8, e8(qty) / STEP_E8, takerBuys));
    return this;
  }

  /** Quotes from that moment on, each "price x quantity", best first. */
  HandMarket quote(long fromMs, List<String> newBids, List<String> newAsks) {
    bids.put(fromMs, newBids);
    asks.put(fromMs, newAsks);
    return this;
  }

  @Override
  public void between(long fromMs, long toMs, PrintSink sink) {
    for (Trade trade : trades) {
      if (trade.ms >= fromMs && trade.ms < toMs) {
        sink.print(trade.ms, trade.ticks, trade.steps, trade.takerBuys);
      }
    }
  }

  @Override
  public void at(long slotMs, LevelSink bidSink, LevelSink askSink) {
    give(bids, slotMs, bidSink);
    give(asks, slotMs, askSink);
  }

  private static void give(TreeMap<Long, List<String>> quotes, long slotMs, LevelSink sink) {
    if (quotes.floorEntry(slotMs) == null) {
      return;
    }
    for (String level : quotes.floorEntry(slotMs).getValue()) {
      String[] parts = level.split(" x ");
      sink.level(e8(parts[0]) / TICK_E8, e8(parts[1]) / STEP_E8);
    }
  }

  @Override
  public OptionalLong lastE8(long nowMs) {
    OptionalLong last = OptionalLong.empty();
    for (Trade trade : trades) {
      last = trade.ms <= nowMs ? OptionalLong.of(trade.ticks * TICK_E8) : last;
    }
    return last;
  }

  @Override
  public OptionalLong averageE8(int minutes, long nowMs) {
    return lastE8(nowMs);
  }
}
