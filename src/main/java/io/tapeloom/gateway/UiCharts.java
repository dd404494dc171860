package io.tapeloom.gateway;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.Kline;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The running bar of every symbol and interval, with the bar before it. */
final class UiCharts {
  private static final long GAP_MS = 100;
  private final Map<String, Chart> charts = new TreeMap<>();
  private final UiSeconds seconds;

  private static final class Chart {
    private final UiTopic topic;
    private Optional<Kline> bar = Optional.empty();
    private Optional<Kline> prev = Optional.empty();

    Chart(String key) {
      topic = new UiTopic("chart." + key, GAP_MS);
    }

    void on(Kline kline) {
      long current = bar.map(Kline::openMs).orElse(Long.MIN_VALUE);
      if (kline.openMs() > current) {
        prev = bar;
        bar = Optional.of(kline);
      } else if (kline.openMs() == current) {
        bar = Optional.of(kline);
      } else if (kline.openMs() >= prev.map(Kline::openMs).orElse(Long.MIN_VALUE)) {
        prev = Optional.of(kline);
      } else {
        return;
      }
      topic.touch();
    }

    JsonObject body() {
      Kline running = bar.orElseThrow();
      return new JsonObject()
          .put("symbol", running.instrument().symbol().name())
          .put("interval", running.interval().code())
          .put("bar", json(running))
          .put("prev", prev.map(Chart::json).orElse(null));
    }

    private static JsonObject json(Kline bar) {
      return new JsonObject()
          .put("t", bar.openMs())
          .put("o", Numbers.e8(bar.openE8()))
          .put("h", Numbers.e8(bar.highE8()))
          .put("l", Numbers.e8(bar.lowE8()))
          .put("c", Numbers.e8(bar.closeE8()))
          .put("v", Numbers.e8(bar.volumeE8()))
          .put("buy", Numbers.e8(bar.takerBuyE8()));
    }
  }

  UiCharts(Iterable<Instrument> instruments) {
    seconds = new UiSeconds(instruments);
    for (Instrument instrument : instruments) {
      for (Interval interval : Interval.values()) {
        String key = key(instrument, interval);
        charts.put(key, new Chart(key));
      }
    }
  }

  private static String key(Instrument instrument, Interval interval) {
    return instrument.symbol() + "." + interval.code();
  }

  /** Seconds are made from trades, all longer bars come from the tape writer. */
  void on(AggTrade trade) {
    seconds.on(trade);
  }

  void on(Kline kline) {
    Optional.ofNullable(charts.get(key(kline.instrument(), kline.interval())))
        .ifPresent(chart -> chart.on(kline));
  }

  void flush(UiOutlet outlet, long nowNanos) {
    charts.values().forEach(c -> outlet.flush(c.topic, nowNanos, c::body));
    seconds.flush(outlet, nowNanos);
  }
}
