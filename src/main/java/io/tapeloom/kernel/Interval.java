package io.tapeloom.kernel;

import java.util.Arrays;
import java.util.Optional;

/** A bar length aligned to UTC; the codes are Binance's. */
public enum Interval {
  M1("1m", 60_000L),
  M5("5m", 300_000L),
  M15("15m", 900_000L),
  H1("1h", 3_600_000L),
  H4("4h", 14_400_000L),
  D1("1d", 86_400_000L);

  private final String code;
  private final long ms;

  Interval(String code, long ms) {
    this.code = code;
    this.ms = ms;
  }

  /** Code such as {@code 5m}. */
  public String code() {
    return code;
  }

  /** Length in milliseconds. */
  public long ms() {
    return ms;
  }

  /** Start of the bar that holds the given time, both in ms since the epoch. */
  public long floorMs(long timeMs) {
    return timeMs - Math.floorMod(timeMs, ms);
  }

  /** The interval of that code, empty when there is none. */
  public static Optional<Interval> find(String code) {
    return Arrays.stream(values()).filter(i -> i.code.equals(code)).findFirst();
  }

  /**
   * The interval of that code.
   *
   * @throws IllegalArgumentException naming what was expected
   */
  public static Interval parse(String code) {
    return find(code)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "interval: expected 1m, 5m, 15m, 1h, 4h or 1d, got " + code));
  }
}
