package io.tapeloom.net;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Market time: an anchor plus speed times the time that passed since. Live markets run at speed 1
 * from the wall clock; a simulated market may run faster, and goes on while the program is down.
 */
public final class MarketClock implements InstantSource {
  private final LongSupplier millis;
  private final double speed;

  private MarketClock(LongSupplier millis, double speed) {
    this.millis = millis;
    this.speed = speed;
  }

  /** A clock that shows {@code marketMs} now and runs {@code speed} times as fast as real time. */
  public static MarketClock startingAt(long marketMs, double speed) {
    if (!(speed > 0) || speed > 100_000) {
      throw new IllegalArgumentException("speed: expected above 0 to 100000, got " + speed);
    }
    long startNanos = System.nanoTime();
    return new MarketClock(
        () -> marketMs + (long) ((System.nanoTime() - startNanos) / 1e6 * speed), speed);
  }

  /**
   * The real world's time at speed 1. It is the wall clock itself: a count of nanoseconds stands
   * still while the machine sleeps, and boundaries sealed after that would not look late.
   */
  public static MarketClock real() {
    return new MarketClock(System::currentTimeMillis, 1);
  }

  /** A clock at speed 1 that shows what somebody else says: where a scripted market is. */
  public static MarketClock showing(LongSupplier millis) {
    return new MarketClock(millis, 1);
  }

  /** The same clock, standing still once it shows that time: where a recording ends. */
  public MarketClock haltingAt(long haltMs) {
    return new MarketClock(() -> Math.min(millis.getAsLong(), haltMs), speed);
  }

  @Override
  public long millis() {
    return millis.getAsLong();
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis());
  }

  /** How many market milliseconds pass in one real millisecond. */
  public double speed() {
    return speed;
  }

  /** Real milliseconds, at least 1, until the given market time. */
  public long realDelayMs(long untilMarketMs) {
    return Math.max(1, (long) Math.ceil((untilMarketMs - millis()) / speed));
  }
}
