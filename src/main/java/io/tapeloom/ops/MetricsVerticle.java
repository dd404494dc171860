package io.tapeloom.ops;

import io.tapeloom.bus.Bus;
import io.tapeloom.bus.Channels;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.Gap;
import io.tapeloom.market.Kline;
import io.tapeloom.market.MarkPrice;
import io.tapeloom.market.MarketEvent;
import io.tapeloom.market.Quiet;
import io.tapeloom.net.MarketClock;
import io.tapeloom.signal.Decided;
import io.tapeloom.signal.SignalEvent;
import io.tapeloom.signal.SliceSealed;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Counts what passes on the bus, so that those who publish need not know of metrics. */
public final class MetricsVerticle extends VerticleBase {
  /** The first trade as young as this ends a catch-up, whose ages say nothing of the stream. */
  private static final long YOUNG_MS = 2_000;

  private static final long CATCH_UP_MS = 60_000;

  private static final long LOOP_MS = 100;

  private final Bus bus;
  private final MarketClock clock;
  private final List<Instrument> instruments;
  private final Metrics metrics;
  private final Set<Instrument> live = new TreeSet<>();
  private long expectedNanos;

  /** A verticle that watches those instruments. */
  public MetricsVerticle(
      Bus bus, MarketClock clock, List<Instrument> instruments, Metrics metrics) {
    this.bus = bus;
    this.clock = clock;
    this.instruments = List.copyOf(instruments);
    this.metrics = metrics;
  }

  @Override
  public Future<?> start() {
    for (Instrument instrument : instruments) {
      bus.consume(Channels.trade(instrument), this::onMarket);
      bus.consume(Channels.signalDecided(instrument), this::onSignal);
    }
    bus.consume(Channels.opsHealth(), metrics::health);
    expectedNanos = System.nanoTime() + LOOP_MS * 1_000_000;
    vertx.setPeriodic(LOOP_MS, _ -> onTimer());
    return Future.succeededFuture();
  }

  private void onMarket(MarketEvent event) {
    switch (event) {
      case AggTrade trade -> onTrade(trade);
      case Gap gap -> {
        if (!gap.healable()) {
          metrics.gap(gap.instrument(), gap.missing());
        }
      }
      case Quiet _, Kline _, MarkPrice _ -> {}
    }
  }

  private void onTrade(AggTrade trade) {
    metrics.trade(trade.instrument());
    long ageMs = (long) ((clock.millis() - trade.timeMs()) / clock.speed());
    if (ageMs < YOUNG_MS) {
      live.add(trade.instrument());
    } else if (ageMs > CATCH_UP_MS) {
      live.remove(trade.instrument());
    }
    if (live.contains(trade.instrument())) {
      metrics.streamLag(trade.instrument(), ageMs);
    }
  }

  private void onSignal(SignalEvent event) {
    switch (event) {
      case Decided decided -> metrics.decided(decided);
      case SliceSealed _ -> {}
    }
  }

  private void onTimer() {
    long nowNanos = System.nanoTime();
    metrics.loopLag(nowNanos - expectedNanos);
    expectedNanos = nowNanos + LOOP_MS * 1_000_000;
  }
}
