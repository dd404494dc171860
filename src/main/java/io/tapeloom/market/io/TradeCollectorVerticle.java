package io.tapeloom.market.io;

import io.tapeloom.binance.ExchangeSettings;
import io.tapeloom.binance.MarketRest;
import io.tapeloom.bus.Bus;
import io.tapeloom.bus.Channels;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.net.Backoff;
import io.tapeloom.net.MarketClock;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Collects the tape of one instrument: finds where it ends, fetches what is missing and follows the
 * stream. It is up as soon as it is at work; how far it is, its {@link CollectorState} says.
 */
public final class TradeCollectorVerticle extends VerticleBase {
  private static final Backoff BACKOFF = new Backoff(250, 15_000);
  private static final long TICK_MS = 1_000;

  private final Instrument instrument;
  private final CollectorParts parts;
  private final Consumer<CollectorState> watcher;
  private Optional<Collector> collector = Optional.empty();
  private boolean stopped;
  private int failures;

  /**
   * What every collector shares.
   *
   * @param reader reads how far the tape is written
   * @param starts keeps where a tape begins
   * @param chance spreads retries
   */
  public record CollectorParts(
      CollectorSettings settings,
      ExchangeSettings exchange,
      MarketRest rest,
      TapeReader reader,
      TapeStarts starts,
      Bus bus,
      MarketClock clock,
      RandomGenerator chance) {}

  /** A collector of that instrument; {@code watcher} hears its state once a second. */
  public TradeCollectorVerticle(
      Instrument instrument, CollectorParts parts, Consumer<CollectorState> watcher) {
    this.instrument = instrument;
    this.parts = parts;
    this.watcher = watcher;
  }

  @Override
  public Future<?> start() {
    CollectorReport report = new CollectorReport(parts.bus(), instrument, watcher);
    parts.bus().consume(Channels.gap(), gap -> collector.ifPresent(c -> c.onGap(gap)));
    vertx.setPeriodic(TICK_MS, _ -> report.tick());
    begin(report);
    return Future.succeededFuture();
  }

  private void begin(CollectorReport report) {
    new StartPosition(instrument, parts)
        .find()
        .onSuccess(start -> collect(report, start))
        .onFailure(fault -> beginLater(report, fault));
  }

  private void beginLater(CollectorReport report, Throwable fault) {
    report.waits(fault);
    long delayMs = BACKOFF.delayMs(failures++, parts.chance().nextDouble());
    vertx.setTimer(
        delayMs,
        _ -> {
          if (!stopped) {
            begin(report);
          }
        });
  }

  private void collect(CollectorReport report, StartPosition.Start start) {
    if (stopped) {
      return;
    }
    report.planned(start);
    CatchUp.Parts fetch =
        new CatchUp.Parts(
            vertx, parts.rest(), parts.reader(), instrument, parts.settings(), parts.chance());
    Collector started =
        new Collector(
            new Collector.Parts(fetch, parts.exchange(), parts.bus(), parts.clock(), report),
            start);
    collector = Optional.of(started);
    started.start(start.lostThrough());
  }

  @Override
  public Future<?> stop() {
    stopped = true;
    return collector.map(Collector::stop).orElse(Future.succeededFuture());
  }
}
