package io.tapeloom.signal.io;

import io.tapeloom.bus.Bus;
import io.tapeloom.bus.Channels;
import io.tapeloom.bus.TradeFeed;
import io.tapeloom.indicator.Slice;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.Gap;
import io.tapeloom.market.Kline;
import io.tapeloom.market.MarkPrice;
import io.tapeloom.market.MarketEvent;
import io.tapeloom.market.Quiet;
import io.tapeloom.signal.Decided;
import io.tapeloom.signal.SignalEngine;
import io.tapeloom.signal.SignalEvent;
import io.tapeloom.signal.SliceSealed;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.InstantSource;
import java.util.Optional;

/** One instrument's engine: fed with every trade once, its answers written and then told. */
public final class SignalVerticle extends VerticleBase {
  private static final long WATCH_MS = 1_000;
  private static final long FLOOR_MS = 5_000;

  private final Instrument instrument;
  private final EngineStart start;
  private final SignalStore store;
  private final TradeFeed.Tape tape;
  private final Bus bus;
  private final InstantSource clock;
  private final SignalHealth health;
  private Optional<TradeFeed> feed = Optional.empty();
  private Optional<BoundaryWriter> writer = Optional.empty();
  private SignalEngine engine;
  private PositionWalk past = PositionWalk.none();
  private Slice slice;

  /** A verticle that starts its engine from rows and tape. */
  public SignalVerticle(
      Instrument instrument,
      EngineStart start,
      SignalStore store,
      TradeFeed.Tape tape,
      Bus bus,
      InstantSource clock) {
    this.instrument = instrument;
    this.start = start;
    this.store = store;
    this.tape = tape;
    this.bus = bus;
    this.clock = clock;
    this.health = new SignalHealth(bus, instrument);
  }

  @Override
  public Future<?> start() {
    writer = Optional.of(new BoundaryWriter(vertx, bus, instrument, store));
    return start.engine(instrument, store, tape).onSuccess(this::listen);
  }

  private void listen(EngineStart.Started started) {
    engine = started.engine();
    past = started.past();
    TradeFeed trades =
        new TradeFeed(
            vertx, instrument, started.continuity(), started.lastMs(), tape, this::onMarket);
    feed = Optional.of(trades);
    trades.listen(bus);
    bus.consume(Channels.db("signal_refused"), _ -> dropRefused());
    vertx.setPeriodic(FLOOR_MS, _ -> dropRefused());
    vertx.setPeriodic(WATCH_MS, _ -> watch());
  }

  private void onMarket(MarketEvent event) {
    switch (event) {
      case AggTrade trade when past.takes(trade) -> {}
      case AggTrade trade -> engine.on(trade, clock.millis(), this::onSignal);
      case Quiet quiet -> engine.on(quiet, clock.millis(), this::onSignal);
      case Gap gap when past.past(gap.fromId()) -> {}
      case Gap gap -> engine.gap(gap);
      case Kline _, MarkPrice _ -> {}
    }
    writer.orElseThrow().flush();
  }

  private void onSignal(SignalEvent event) {
    switch (event) {
      case SliceSealed sealed -> slice = sealed.slice();
      case Decided decided -> writer.orElseThrow().add(new SignalStore.Boundary(slice, decided));
    }
  }

  private void dropRefused() {
    store
        .refusedSince(instrument, clock.millis() - start.holdMs())
        .onSuccess(all -> all.forEach(r -> start.positions().refused(r.strategy(), r.t())));
  }

  private void watch() {
    health.look(
        feed.map(TradeFeed::emptyReads).orElse(0L),
        writer.map(BoundaryWriter::failures).orElse(0L));
  }

  @Override
  public Future<?> stop() {
    feed.ifPresent(TradeFeed::close);
    return writer.map(BoundaryWriter::drain).orElse(Future.succeededFuture());
  }
}
