package io.tapeloom.gateway;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.market.AggTrade;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The running second of every symbol, with the one before it. */
final class UiSeconds {
  private static final long SECOND_MS = 1_000;
  private static final long GAP_MS = 100;
  private final Map<Instrument, Chart> charts = new TreeMap<>();

  /** One second's bar while it grows. */
  private static final class Second {
    private final long openMs;
    private final long openE8;
    private long highE8;
    private long lowE8;
    private long closeE8;
    private long volumeE8;
    private long buyE8;

    Second(long openMs, long priceE8) {
      this.openMs = openMs;
      this.openE8 = priceE8;
      this.highE8 = priceE8;
      this.lowE8 = priceE8;
      this.closeE8 = priceE8;
    }

    void on(AggTrade trade) {
      highE8 = Math.max(highE8, trade.priceE8());
      lowE8 = Math.min(lowE8, trade.priceE8());
      closeE8 = trade.priceE8();
      volumeE8 = Math.addExact(volumeE8, trade.qtyE8());
      buyE8 += trade.buyerMaker() ? 0 : trade.qtyE8();
    }

    JsonObject json() {
      return new JsonObject()
          .put("t", openMs)
          .put("o", Numbers.e8(openE8))
          .put("h", Numbers.e8(highE8))
          .put("l", Numbers.e8(lowE8))
          .put("c", Numbers.e8(closeE8))
          .put("v", Numbers.e8(volumeE8))
          .put("buy", Numbers.e8(buyE8));
    }
  }

  private static final class Chart {
    private final Instrument instrument;
    private final UiTopic topic;
    private Optional<Second> bar = Optional.empty();
    private Optional<Second> prev = Optional.empty();

    Chart(Instrument instrument) {
      this.instrument = instrument;
      this.topic = new UiTopic(UiAddresses.chart(instrument, "1s"), GAP_MS);
    }

    /** A trade timed before its predecessor counts in the running second. */
    void on(AggTrade trade) {
      long openMs = trade.timeMs() - Math.floorMod(trade.timeMs(), SECOND_MS);
      Second running =
          bar.filter(b -> b.openMs >= openMs).orElseGet(() -> begin(openMs, trade.priceE8()));
      running.on(trade);
      topic.touch();
    }

    private Second begin(long openMs, long priceE8) {
      prev = bar.map(last -> before(openMs, last));
      Second fresh = new Second(openMs, priceE8);
      bar = Optional.of(fresh);
      return fresh;
    }

    /** After silence the second before is flat at the last price. */
    private static Second before(long openMs, Second last) {
      boolean silent = last.openMs < openMs - SECOND_MS;
      return silent ? new Second(openMs - SECOND_MS, last.closeE8) : last;
    }

    JsonObject body() {
      return new JsonObject()
          .put("symbol", instrument.symbol().name())
          .put("interval", "1s")
          .put("bar", bar.orElseThrow().json())
          .put("prev", prev.map(Second::json).orElse(null));
    }
  }

  UiSeconds(Iterable<Instrument> instruments) {
    instruments.forEach(i -> charts.put(i, new Chart(i)));
  }

  void on(AggTrade trade) {
    Optional.ofNullable(charts.get(trade.instrument())).ifPresent(chart -> chart.on(trade));
  }

  void flush(UiOutlet outlet, long nowNanos) {
    charts.values().forEach(c -> outlet.flush(c.topic, nowNanos, c::body));
  }
}
