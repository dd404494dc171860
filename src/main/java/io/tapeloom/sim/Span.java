package io.tapeloom.sim;

import java.util.Optional;

/** A bar length of the exchange, aligned to UTC: weeks start on Monday, months on the first. */
public enum Span {
  S1("1s", 1_000),
  M1("1m", 60_000),
  M3("3m", 180_000),
  M5("5m", 300_000),
  M15("15m", 900_000),
  M30("30m", 1_800_000),
  H1("1h", 3_600_000),
  H2("2h", 7_200_000),
  H4("4h", 14_400_000),
  H6("6h", 21_600_000),
  H8("8h", 28_800_000),
  H12("12h", 43_200_000),
  D1("1d", 86_400_000),
  D3("3d", 259_200_000),
  W1("1w", 604_800_000),
  MONTH("1M", 0);

  private static final long DAY_MS = 86_400_000;

  /** 1970-01-05, the first Monday. */
  private static final long MONDAY_MS = 4 * DAY_MS;

  private final String code;
  private final long ms;

  Span(String code, long ms) {
    this.code = code;
    this.ms = ms;
  }

  /** The exchange's code such as {@code 5m} or {@code 1M}. */
  public String code() {
    return code;
  }

  /** Start of the bar that holds the time, both in ms since the epoch. */
  public long floorMs(long timeMs) {
    return switch (this) {
      case W1 -> timeMs - Math.floorMod(timeMs - MONDAY_MS, ms);
      case MONTH -> Month.of(timeMs).startMs();
      default -> timeMs - Math.floorMod(timeMs, ms);
    };
  }

  /** Start of the bar after the one that starts then. */
  public long nextMs(long openMs) {
    return this == MONTH ? Month.of(openMs).plus(1).startMs() : openMs + ms;
  }

  /** Start of the bar that lies so many bars before or after the one that starts then. */
  public long plus(long openMs, long bars) {
    return this == MONTH ? Month.of(openMs).plus(bars).startMs() : openMs + bars * ms;
  }

  /** The first bar that starts at or after that time. */
  public long ceilMs(long timeMs) {
    long floor = floorMs(timeMs);
    return floor == timeMs ? floor : nextMs(floor);
  }

  /** The span of that code, empty when there is none. */
  public static Optional<Span> find(String code) {
    for (Span span : values()) {
      if (span.code.equals(code)) {
        return Optional.of(span);
      }
    }
    return Optional.empty();
  }

  /** A calendar month, counted from year 0 by the proleptic Gregorian calendar. */
  private record Month(long number) {
    static Month of(long timeMs) {
      // Days since 1 March of year 0, in eras of 400 years: leap days come last in a year.
      long days = Math.floorDiv(timeMs, DAY_MS) + 719_468;
      long era = Math.floorDiv(days, 146_097);
      long ofEra = Math.floorMod(days, 146_097);
      long year = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365;
      long ofYear = ofEra - (365 * year + year / 4 - year / 100);
      return new Month((era * 400 + year) * 12 + (5 * ofYear + 2) / 153 + 2);
    }

    Month plus(long months) {
      return new Month(number + months);
    }

    long startMs() {
      long shifted = number - 2;
      long year = Math.floorDiv(shifted, 12);
      long days = (153 * Math.floorMod(shifted, 12) + 2) / 5;
      long ofEra = Math.floorMod(year, 400);
      long sum = Math.floorDiv(year, 400) * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + days;
      return (sum - 719_468) * DAY_MS;
    }
  }
}
