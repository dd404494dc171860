package io.tapeloom.gateway.ws;

import io.tapeloom.kernel.Interval;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Bar lengths in TradingView's notation, each with the stored bars it is made of. */
enum TvInterval {
  MIN_1("1", Interval.M1, 1),
  MIN_3("3", Interval.M1, 3),
  MIN_5("5", Interval.M5, 1),
  MIN_15("15", Interval.M15, 1),
  MIN_30("30", Interval.M15, 2),
  MIN_45("45", Interval.M15, 3),
  HOUR_1("60", Interval.H1, 1),
  HOUR_2("120", Interval.H1, 2),
  HOUR_4("240", Interval.H4, 1),
  HOUR_6("360", Interval.H1, 6),
  HOUR_8("480", Interval.H4, 2),
  HOUR_12("720", Interval.H4, 3),
  DAY_1("1D", Interval.D1, 1),
  DAY_3("3D", Interval.D1, 3),
  WEEK_1("1W", Interval.D1, 7),
  MONTH_1("1M", Interval.D1, 31);

  private static final long DAY_MS = 86_400_000;

  /** 1970-01-01 was a Thursday; weeks begin on Monday. */
  private static final long MONDAY_MS = 3 * DAY_MS;

  private final String code;
  private final Interval base;
  private final int most;

  TvInterval(String code, Interval base, int most) {
    this.code = code;
    this.base = base;
    this.most = most;
  }

  String code() {
    return code;
  }

  /** Length of the stored bars it is made of. */
  Interval base() {
    return base;
  }

  /** How many stored bars it is made of at most. */
  int most() {
    return most;
  }

  /** Start of the bar that holds that time. */
  long floorMs(long timeMs) {
    return switch (this) {
      case WEEK_1 -> timeMs - Math.floorMod(timeMs + MONDAY_MS, 7 * DAY_MS);
      case MONTH_1 -> monthMs(timeMs, 0);
      default -> timeMs - Math.floorMod(timeMs, lengthMs());
    };
  }

  /** Start of the bar after the one that starts then. */
  long nextMs(long openMs) {
    return this == MONTH_1 ? monthMs(openMs, 1) : openMs + lengthMs();
  }

  /** How many bars start after the first of those two and up to the other one. */
  long between(long firstMs, long lastMs) {
    return this == MONTH_1
        ? ChronoUnit.MONTHS.between(day(firstMs), day(lastMs))
        : (lastMs - firstMs) / lengthMs();
  }

  private long lengthMs() {
    return base.ms() * most;
  }

  private static long monthMs(long timeMs, int later) {
    return day(timeMs).withDayOfMonth(1).plusMonths(later).toEpochDay() * DAY_MS;
  }

  private static LocalDate day(long timeMs) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(timeMs), ZoneOffset.UTC);
  }

  /** The interval of that code; D, W and M are short for 1D, 1W and 1M. */
  static Optional<TvInterval> find(String code) {
    String full = List.of("D", "W", "M").contains(code) ? "1" + code : code;
    return Arrays.stream(values()).filter(i -> i.code.equals(full)).findFirst();
  }

  /**
   * The interval of that code.
   *
   * @throws Refused with INVALID_INTERVAL, naming those there are
   */
  static TvInterval parse(String code) {
    return find(code)
        .orElseThrow(
            () ->
                Refused.of(
                    ErrorCode.INVALID_INTERVAL,
                    "interval: expected one of "
                        + String.join(", ", codes())
                        + ", got "
                        + Refused.shown(code)));
  }

  static List<String> codes() {
    return Arrays.stream(values()).map(TvInterval::code).toList();
  }
}
