package io.tapeloom.gateway.ws;

import io.tapeloom.kernel.Interval;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.Kline;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What the market says of one symbol, and the topics that are told. */
final class LiveSymbol {
  private final QuoteBoard quote;
  private final Consumer<Topic> changed;
  private final Set<Topic> topics = new LinkedHashSet<>();
  private final Map<Interval, Kline> running = new EnumMap<>(Interval.class);
  private long lastId = -1;

  LiveSymbol(Listing listing, Consumer<Topic> changed) {
    this.quote = new QuoteBoard(listing);
    this.changed = changed;
  }

  QuoteBoard quote() {
    return quote;
  }

  /** The newest bar of that length that the bus brought. */
  Optional<Kline> running(Interval interval) {
    return Optional.ofNullable(running.get(interval));
  }

  /** Starts telling a new topic of that key. */
  Topic follow(SubscriptionKey key) {
    Topic topic =
        switch (key.kind()) {
          case TRADE -> new TradeTopic(key);
          case QUOTES -> new QuoteTopic(key, quote);
          case KLINE -> new BarTopic(key);
        };
    topics.add(topic);
    if (topic instanceof BarTopic bars) {
      running(bars.interval().base()).ifPresent(bars::on);
    }
    return topic;
  }

  void forget(Topic topic) {
    topics.remove(topic);
  }

  /** True while somebody wants to hear of this symbol. */
  boolean followed() {
    return !topics.isEmpty();
  }

  /** A trade; one that was told before is passed over. */
  void on(AggTrade trade) {
    if (trade.aggId() <= lastId) {
      return;
    }
    lastId = trade.aggId();
    quote.last(trade.priceE8());
    for (Topic topic : topics) {
      if (topic instanceof TradeTopic trades) {
        trades.on(trade);
        changed.accept(topic);
      } else if (topic instanceof QuoteTopic) {
        changed.accept(topic);
      }
    }
  }

  void on(Kline bar) {
    running.merge(
        bar.interval(), bar, (old, fresh) -> fresh.openMs() >= old.openMs() ? fresh : old);
    if (bar.interval() == Interval.D1) {
      quote.day(bar);
    }
    for (Topic topic : topics) {
      if (topic instanceof BarTopic bars
          && bars.interval().base() == bar.interval()
          && bars.on(bar)) {
        changed.accept(topic);
      }
    }
  }

  /** Stored bars with the running one in its place or after them. */
  List<Kline> completed(List<Kline> stored, Interval interval, long fromMs, long toMs) {
    List<Kline> bars = new ArrayList<>(stored);
    running(interval)
        .filter(bar -> bar.openMs() >= fromMs && bar.openMs() < toMs)
        .filter(bar -> bars.isEmpty() || bar.openMs() >= bars.getLast().openMs())
        .ifPresent(
            bar -> {
              if (!bars.isEmpty() && bars.getLast().openMs() == bar.openMs()) {
                bars.removeLast();
              }
              bars.add(bar);
            });
    return bars;
  }
}
