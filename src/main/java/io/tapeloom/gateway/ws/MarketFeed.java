package io.tapeloom.gateway.ws;

import io.tapeloom.bus.Bus;
import io.tapeloom.bus.Channels;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.Gap;
import io.tapeloom.market.Kline;
import io.tapeloom.market.MarkPrice;
import io.tapeloom.market.MarketEvent;
import io.tapeloom.market.Quiet;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The market as the topics need it: from the bus, begun with rows. */
final class MarketFeed implements Hub.Source {
  private static final int DAYS = 2;
  private final BarRows rows;
  private final LongSupplier marketMs;
  private final Map<Instrument, LiveSymbol> symbols = new TreeMap<>();
  private Consumer<Topic> changed = _ -> {};

  MarketFeed(List<Listing> listings, BarRows rows, LongSupplier marketMs) {
    this.rows = rows;
    this.marketMs = marketMs;
    listings.forEach(
        l -> symbols.put(l.instrument(), new LiveSymbol(l, topic -> changed.accept(topic))));
  }

  /** Says from now on which topics changed. */
  void whenChanged(Consumer<Topic> listener) {
    changed = listener;
  }

  /** Follows the bus on the caller's event loop. */
  void listen(Bus bus) {
    for (Instrument instrument : symbols.keySet()) {
      bus.consume(Channels.trade(instrument), this::on);
      for (Interval interval : Interval.values()) {
        bus.consume(Channels.kline(instrument, interval), this::on);
      }
    }
  }

  void on(MarketEvent event) {
    switch (event) {
      case AggTrade trade -> symbols.get(trade.instrument()).on(trade);
      case Kline bar -> symbols.get(bar.instrument()).on(bar);
      case MarkPrice _, Gap _, Quiet _ -> {
        // not part of the protocol
      }
    }
  }

  LiveSymbol of(Listing listing) {
    return symbols.get(listing.instrument());
  }

  /** Asks rows for the days that quotes lack. */
  Future<?> completeQuotes() {
    return Future.join(
        symbols.entrySet().stream()
            .filter(e -> !e.getValue().quote().complete())
            .map(e -> days(e.getKey()).onSuccess(e.getValue().quote()::seed))
            .toList());
  }

  private Future<List<Kline>> days(Instrument instrument) {
    return rows.newest(instrument, Interval.D1, 0, Long.MAX_VALUE, DAYS);
  }

  @Override
  public Topic follow(SubscriptionKey key) {
    Topic topic = of(key.listing()).follow(key);
    if (topic instanceof BarTopic bars) {
      begin(bars);
    }
    return topic;
  }

  private void begin(BarTopic topic) {
    TvInterval interval = topic.interval();
    long fromMs = interval.floorMs(marketMs.getAsLong());
    rows.newest(
            topic.key().listing().instrument(),
            interval.base(),
            fromMs,
            interval.nextMs(fromMs),
            interval.most())
        .onSuccess(
            parts -> {
              if (topic.seed(parts)) {
                changed.accept(topic);
              }
            });
  }

  @Override
  public void forget(Topic topic) {
    of(topic.key().listing()).forget(topic);
  }
}
