package io.tapeloom.sim.io;

import io.tapeloom.net.MarketClock;
import io.tapeloom.sim.TradeSource;
import java.util.OptionalLong;

/** The exchange's clock: market time, which stands still once a recording has ended. */
public final class SimTime {
  private final MarketClock clock;
  private final OptionalLong haltMs;

  SimTime(MarketClock clock, TradeSource source) {
    this.clock = clock;
    this.haltMs = source.haltMs();
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

  /** Market time per real time. */
  public double speed() {
    return clock.speed();
  }
}
