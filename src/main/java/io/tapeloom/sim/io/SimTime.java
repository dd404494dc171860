package io.tapeloom.sim.io;

import io.tapeloom.net.MarketClock;
import io.tapeloom.sim.TradeSource;
import java.util.OptionalLong;

/** The exchange's clock: market time, which stands still once a recording has ended. */
public final class SimTime {
  private final MarketClock clock;
  private final OptionalLong haltMs;
  private final boolean recorded;

  SimTime(MarketClock clock, TradeSource source) {
    this.clock = clock;
    this.haltMs = source.haltMs();
    this.recorded = source.clockStartMs().isPresent();
  }

  /** Market time now. */
  public long nowMs() {
    long now = clock.millis();
    return haltMs.isPresent() ? Math.min(now, haltMs.getAsLong()) : now;
  }

  /** Whether a recording has come to its end. */
  public boolean halted() {
    return haltMs.isPresent() && clock.millis() >= haltMs.getAsLong();
  }

  /** Whether the source has a time of its own, as recordings do. */
  boolean ofRecording() {
    return recorded;
  }

  /** Market time per real time. */
  public double speed() {
    return clock.speed();
  }
}
