package io.tapeloom.market.io;

import io.tapeloom.binance.MarketStreams;
import io.tapeloom.bus.Bus;
import io.tapeloom.bus.Channels;
import io.tapeloom.kernel.Health;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.Arrival;
import io.tapeloom.market.Continuity;
import io.tapeloom.market.io.CollectorState.Phase;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells people how a collector is getting on: state each second, health when it changes. */
final class CollectorReport {
  private static final Logger LOG = LoggerFactory.getLogger(CollectorReport.class);
  private static final int LOG_EVERY = 10;
  private static final long BAD_FRAMES = 10;
  private static final int MINUTE_TICKS = 60;

  private final Bus bus;
  private final Instrument instrument;
  private final Consumer<CollectorState> watcher;
  private Optional<Continuity> continuity = Optional.empty();
  private Optional<MarketStreams> streams = Optional.empty();
  private Phase phase = Phase.BACKFILL;
  private String why = "";
  private long startId;
  private long newestId;
  private long startNanos;
  private long lastTradeMs;
  private long ticks;
  private long refusedBefore;
  private long refusedInMinute;
  private Optional<Health> told = Optional.empty();

  CollectorReport(Bus bus, Instrument instrument, Consumer<CollectorState> watcher) {
    this.bus = bus;
    this.instrument = instrument;
    this.watcher = watcher;
  }

  /** A backfill from here to the newest id is about to begin. */
  void planned(StartPosition.Start start) {
    startId = start.nextId();
    newestId = start.newestId();
    startNanos = System.nanoTime();
    LOG.info("{}: {} trades to fetch", instrument, Math.max(0, newestId - startId + 1));
  }

  void started(Continuity sequence, MarketStreams marketStreams) {
    continuity = Optional.of(sequence);
    streams = Optional.of(marketStreams);
  }

  void phase(Phase next) {
    if (phase != next) {
      LOG.info("{}: {} after {} trades", instrument, next.code(), emitted());
      phase = next;
      why = "";
      tell();
    }
  }

  void up() {
    why = "";
    tell();
  }

  void down(String reason) {
    why = reason;
    LOG.warn("{}: no stream: {}", instrument, reason);
  }

  /** Beginning failed and is tried again. */
  void waits(Throwable fault) {
    why = fault.getMessage();
    LOG.warn("{}: cannot begin yet: {}", instrument, why);
    tell();
  }

  void altered(Arrival.Altered alarm) {
    LOG.error("{}: same id, other content: {}, then {}", instrument, alarm.known(), alarm.other());
    why = "id " + alarm.other().aggId() + " came twice with different content";
    tell();
  }

  void impossible(AggTrade trade) {
    LOG.error("{}: a time that cannot be, put aside: {}", instrument, trade);
    why = "id " + trade.aggId() + " came with a time that cannot be";
    tell();
  }

  void emitted(AggTrade trade) {
    lastTradeMs = trade.timeMs();
  }

  private long emitted() {
    return continuity.map(Continuity::emitted).orElse(0L);
  }

  /** Once a second. */
  void tick() {
    ticks++;
    countRefused();
    CollectorState state = state();
    watcher.accept(state);
    if (phase == Phase.BACKFILL && ticks % LOG_EVERY == 0) {
      LOG.info("{}: {}", instrument, note(state));
    }
    tell();
  }

  private void countRefused() {
    if (ticks % MINUTE_TICKS == 0) {
      long refused = streams.map(s -> s.decoder().refused()).orElse(0L);
      refusedInMinute = refused - refusedBefore;
      refusedBefore = refused;
    }
  }

  private void tell() {
    CollectorState state = state();
    Health.Status status =
        switch (state.phase()) {
          case LIVE ->
              why.isEmpty() && refusedInMinute <= BAD_FRAMES
                  ? Health.Status.UP
                  : Health.Status.DEGRADED;
          case BACKFILL, GAPPED, STALE -> Health.Status.DEGRADED;
        };
    Health health = new Health("collector." + instrument, status, note(state));
    if (!told.equals(Optional.of(health))) {
      told = Optional.of(health);
      watcher.accept(state);
      bus.publish(Channels.opsHealth(), health);
    }
  }

  CollectorState state() {
    Phase shown =
        phase == Phase.LIVE && streams.filter(s -> !s.isUp()).isPresent() ? Phase.STALE : phase;
    OptionalLong last = lastTradeMs == 0 ? OptionalLong.empty() : OptionalLong.of(lastTradeMs);
    if (shown != Phase.BACKFILL || continuity.isEmpty()) {
      return new CollectorState(
          instrument,
          shown,
          OptionalDouble.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          last);
    }
    return backfill(continuity.get().nextId(), last);
  }

  private CollectorState backfill(long nextId, OptionalLong last) {
    long total = Math.max(1, newestId - startId + 1);
    long done = Math.clamp(nextId - startId, 0, total);
    long tookMs = Math.max(1, (System.nanoTime() - startNanos) / 1_000_000);
    long rate = done * 1_000 / tookMs;
    OptionalLong remaining =
        rate == 0 ? OptionalLong.empty() : OptionalLong.of((total - done) * 1_000 / rate);
    return new CollectorState(
        instrument,
        Phase.BACKFILL,
        OptionalDouble.of(done / (double) total),
        OptionalLong.of(rate),
        remaining,
        last);
  }

  private String note(CollectorState state) {
    return switch (state.phase()) {
      case BACKFILL ->
          state.progress().isEmpty()
              ? "backfill has not begun" + (why.isEmpty() ? "" : ": " + why)
              : "backfill %d%% %d/s %ds"
                  .formatted(
                      (long) (state.progress().getAsDouble() * 100),
                      state.ratePerS().orElse(0),
                      state.remainingMs().orElse(0) / 1_000);
      case GAPPED -> "ids are missing and being fetched";
      case STALE -> "no stream: " + why;
      case LIVE -> refusedInMinute > BAD_FRAMES ? refusedInMinute + " frames refused" : why;
    };
  }
}
