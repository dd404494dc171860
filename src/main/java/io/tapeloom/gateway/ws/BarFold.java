package io.tapeloom.gateway.ws;

import io.tapeloom.kernel.Interval;
import io.tapeloom.market.Kline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes longer bars of stored ones. A bar comes out only when every part of it is there: one with a
 * hole, or whose beginning is older than what is stored, is left out rather than shown wrong.
 */
final class BarFold {
  private final TvInterval interval;
  private final List<Bar> bars = new ArrayList<>();
  private Optional<Bar> growing = Optional.empty();
  private long expectedMs;

  private BarFold(TvInterval interval) {
    this.interval = interval;
  }

  /** The whole bars of those parts, oldest first; the newest may still be running. */
  static List<Bar> of(TvInterval interval, List<Kline> parts) {
    if (interval.most() == 1) {
      return parts.stream().map(Bar::of).toList();
    }
    BarFold fold = new BarFold(interval);
    parts.forEach(fold::on);
    fold.growing.ifPresent(fold.bars::add);
    return fold.bars;
  }

  private void on(Kline part) {
    long openMs = interval.floorMs(part.openMs());
    if (growing.filter(bar -> bar.timeMs() == openMs).isPresent()) {
      growing = growing.filter(_ -> part.openMs() == expectedMs).map(b -> b.join(Bar.of(part)));
    } else {
      growing.filter(bar -> interval.nextMs(bar.timeMs()) == expectedMs).ifPresent(bars::add);
      growing = Optional.of(Bar.of(part)).filter(bar -> bar.timeMs() == openMs);
    }
    Interval base = interval.base();
    expectedMs = part.openMs() + base.ms();
  }
}
