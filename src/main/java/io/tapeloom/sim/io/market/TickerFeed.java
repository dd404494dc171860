package io.tapeloom.sim.io.market;

import io.tapeloom.kernel.Market;
import io.tapeloom.market.MarkPrice;
import io.tapeloom.sim.Depth;
import io.tapeloom.sim.Listing;
import io.tapeloom.sim.Span;
import io.tapeloom.sim.io.Topic;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one symbol did over a day or an hour, each second, and its mark price or mean price; the
 * same goes into the lists of the whole market.
 */
final class TickerFeed implements Feed {
  private static final long SECOND_MS = 1_000;
  private static final int SLOW_MARK = 3;
  private static final long DAY_MS = 86_400_000;
  private static final Map<String, Long> WINDOWS =
      new TreeMap<>(Map.of("1h", 3_600_000L, "4h", 14_400_000L, "1d", DAY_MS));

  private final Board board;
  private final Listing listing;
  private final boolean spot;
  private final Roundup roundup;
  private final Json out = new Json();
  private final Topic mini;
  private final Topic full;
  private final Topic average;
  private final Topic mark;
  private final Topic markEachSecond;
  private final Map<String, Topic> windows = new TreeMap<>();
  private final Beat beat;

  TickerFeed(Board board, Streams streams, Roundup roundup, long nowMs) {
    this.board = board;
    this.listing = board.listing();
    this.spot = board.market() == Market.SPOT;
    this.roundup = roundup;
    this.mini = streams.of(board, "miniTicker");
    this.full = streams.of(board, "ticker");
    this.average = streams.of(board, "avgPrice");
    this.mark = streams.of(board, "markPrice");
    this.markEachSecond = streams.of(board, "markPrice@1s");
    WINDOWS.keySet().forEach(w -> windows.put(w, streams.of(board, "ticker_" + w)));
    this.beat = new Beat(SECOND_MS, nowMs);
  }

  @Override
  public void turn(long nowMs) {
    if (!beat.due(nowMs)) {
      return;
    }
    tickers(nowMs);
    if (spot) {
      windows.forEach((name, topic) -> window(name, topic, nowMs));
      if (average.wanted()) {
        average.publish(average(nowMs));
      }
    } else {
      mark(Math.floorDiv(nowMs, SECOND_MS));
    }
  }

  private void tickers(long nowMs) {
    boolean wantMini = mini.wanted() || roundup.wants("!miniTicker@arr");
    boolean wantFull = full.wanted() || roundup.wants("!ticker@arr");
    if (!wantMini && !wantFull) {
      return;
    }
    Stats stats = Stats.of(board, nowMs - DAY_MS, nowMs, nowMs);
    if (wantMini) {
      byte[] json = mini(stats, nowMs);
      mini.publish(json);
      roundup.add("!miniTicker@arr", json);
    }
    if (wantFull) {
      byte[] json = full(stats, nowMs);
      full.publish(json);
      roundup.add("!ticker@arr", json);
    }
  }

  private void window(String name, Topic topic, long nowMs) {
    String list = "!ticker_" + name + "@arr";
    if (!topic.wanted() && !roundup.wants(list)) {
      return;
    }
    long openMs = Span.M1.floorMs(nowMs - WINDOWS.get(name) + Span.M1.plus(0, 1) - 1);
    Stats stats = Stats.of(board, openMs, nowMs, nowMs);
    head(name + "Ticker", nowMs).price("p", listing, stats.change());
    out.decimal("P", stats.percentE8(), 3);
    prices(stats, List.of("o", "h", "l", "c"));
    out.decimal("w", stats.meanE8(), listing.priceDecimals());
    byte[] json = totals(stats).close().bytes();
    topic.publish(json);
    roundup.add(list, json);
  }

  private Json head(String event, long nowMs) {
    return out.clear().open().text("e", event).number("E", nowMs).text("s", listing.name());
  }

  private void prices(Stats stats, List<String> names) {
    for (String name : names) {
      long ticks =
          switch (name) {
            case "o" -> stats.bar().open();
            case "h" -> stats.bar().high();
            case "l" -> stats.bar().low();
            default -> stats.bar().close();
          };
      out.price(name, listing, ticks);
    }
  }

  private Json volumes(Stats stats) {
    out.qty("v", listing, stats.bar().steps());
    return out.amount("q", listing, stats.bar().amount());
  }

  private Json totals(Stats stats) {
    volumes(stats).number("O", stats.openMs()).number("C", stats.closeMs());
    out.number("F", stats.bar().firstId()).number("L", stats.bar().lastId());
    return out.number("n", stats.bar().trades());
  }

  private byte[] mini(Stats stats, long nowMs) {
    head("24hrMiniTicker", nowMs);
    prices(stats, List.of("c", "o", "h", "l"));
    volumes(stats);
    return tail().close().bytes();
  }

  private byte[] full(Stats stats, long nowMs) {
    head("24hrTicker", nowMs).price("p", listing, stats.change());
    out.decimal("P", stats.percentE8(), 3);
    out.decimal("w", stats.meanE8(), listing.priceDecimals());
    if (spot) {
      out.price("x", listing, stats.beforeTicks());
    }
    prices(stats, List.of("c"));
    out.qty("Q", listing, stats.lastSteps());
    if (spot) {
      board.show(nowMs);
      best("b", "B", board.bids());
      best("a", "A", board.asks());
    }
    prices(stats, List.of("o", "h", "l"));
    totals(stats);
    return tail().close().bytes();
  }

  private void best(String price, String qty, Depth side) {
    boolean some = side.count() > 0;
    out.price(price, listing, some ? side.ticks(0) : 0);
    out.qty(qty, listing, some ? side.steps(0) : 0);
  }

  private Json tail() {
    return spot ? out : out.text("ps", listing.name()).number("st", 1);
  }

  private byte[] average(long nowMs) {
    long last = board.tape().newestId(nowMs).orElse(0);
    long timeMs = last == 0 ? nowMs : board.tape().fromId(last, 1, nowMs).getFirst().timeMs();
    head("avgPrice", nowMs).text("i", "5m");
    out.decimal("w", TickerCalls.averageE8(board, nowMs), listing.priceDecimals());
    return out.number("T", timeMs).close().bytes();
  }

  private void mark(long second) {
    boolean slow = second % SLOW_MARK == 0;
    boolean wantSlow = slow && (mark.wanted() || roundup.wants("!markPrice@arr"));
    boolean wantFast = markEachSecond.wanted() || roundup.wants("!markPrice@arr@1s");
    if (wantSlow || wantFast) {
      board.tape().mark(second * SECOND_MS).ifPresent(m -> mark(json(m), wantSlow, wantFast));
    }
  }

  private void mark(byte[] json, boolean slow, boolean fast) {
    if (fast) {
      markEachSecond.publish(json);
      roundup.add("!markPrice@arr@1s", json);
    }
    if (slow) {
      mark.publish(json);
      roundup.add("!markPrice@arr", json);
    }
  }

  private byte[] json(MarkPrice price) {
    head("markPriceUpdate", price.timeMs()).decimal("p", price.markE8(), 8);
    out.decimal("i", price.indexE8(), 8).decimal("P", price.indexE8(), 8);
    out.decimal("r", price.fundingRateE8(), 8).decimal("ap", price.markE8(), 8);
    return out.number("T", price.nextFundingMs()).number("st", 1).close().bytes();
  }
}
