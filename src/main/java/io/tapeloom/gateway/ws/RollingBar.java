package io.tapeloom.gateway.ws;

import io.tapeloom.market.Kline;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The running bar of one length, from the stored and running bars it is made of. */
final class RollingBar {
  private final TvInterval interval;
  private final TreeMap<Long, Kline> parts = new TreeMap<>();

  RollingBar(TvInterval interval) {
    this.interval = interval;
  }

  /** Learns stored parts; what the market said meanwhile is newer and stays. */
  void seed(List<Kline> stored) {
    stored.forEach(part -> parts.putIfAbsent(part.openMs(), part));
    forget();
  }

  /** A part as it stands now: answers its bar, unless the beginning of that one is not known. */
  Optional<Bar> on(Kline part) {
    if (!parts.isEmpty() && part.openMs() < interval.floorMs(parts.lastKey())) {
      return Optional.empty();
    }
    parts.put(part.openMs(), part);
    forget();
    return running();
  }

  private void forget() {
    if (!parts.isEmpty()) {
      parts.headMap(interval.floorMs(parts.lastKey())).clear();
    }
  }

  /** The bar so far. */
  Optional<Bar> running() {
    List<Bar> bars = BarFold.of(interval, List.copyOf(parts.values()));
    return bars.isEmpty() ? Optional.empty() : Optional.of(bars.getLast());
  }
}
