package io.tapeloom.sim;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What kind of market the generator plays. All but {@link #ORDINARY} change the course of all
 * symbols alike, by the clock, so that everyone knows when something happens.
 */
public enum Scenario {
  /** The market as the recordings have it. */
  ORDINARY,
  /** Half the trades, a third of the movement, and nobody sweeps the book. */
  CALM,
  /** Eight hours up and eight hours down, about seven percent each, with the takers behind it. */
  TREND,
  /** From minute 20 of each hour the price falls by about eight percent and comes back by 35. */
  FLASH_CRASH,
  /** From minute 20 of each hour to 30 positions are liquidated into a falling market. */
  LIQUIDATION_CASCADE,
  /** From minute 20 of each hour to 30 nothing is traded; the market opens again in a rush. */
  HALT,
  /** A tenth of the trades and of the quantities in the book, and a wide spread. */
  THIN;

  private static final int EVENT = 20;
  private static final int FALL = 3;
  private static final int RECOVERY = 12;
  private static final int WAVES = 10;
  private static final int REOPENING = 30;
  private static final int TREND_MINUTES = 480;

  private static final Weather FAIR = Weather.FAIR;
  private static final Weather QUIET = new Weather(0.35, 0.5, 0, 0, Weather.NOBODY);
  private static final Weather UP = new Weather(1, 1, 0.35, 0.9, Weather.ANYBODY);
  private static final Weather DOWN = new Weather(1, 1, -0.35, -0.9, Weather.ANYBODY);
  private static final Weather CRASH = new Weather(2, 6, -68, -2, Weather.SELLERS);
  private static final Weather REBOUND = new Weather(2, 2.5, 17, 1, Weather.ANYBODY);
  private static final Weather WAVE = new Weather(1.5, 4, -14, -2, Weather.SELLERS);
  private static final Weather BREATH = new Weather(1.5, 2, 4, 0, Weather.NOBODY);
  private static final Weather RELIEF = new Weather(1.2, 1.5, 2.5, 0.5, Weather.ANYBODY);
  private static final Weather CLOSED = new Weather(0, 0, 0, 0, Weather.NOBODY);
  private static final Weather RUSH = new Weather(5, 4, 0, 0, Weather.ANYBODY);
  private static final Weather FEW = new Weather(1, 0.1, 0, 0, Weather.ANYBODY);

  /** As it is written in settings, such as {@code flash-crash}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The scenario of that code.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Scenario of(String code) {
    for (Scenario scenario : values()) {
      if (scenario.code().equals(code)) {
        return scenario;
      }
    }
    throw new IllegalArgumentException("scenario: expected one of " + codes() + ", got " + code);
  }

  /** All codes, as help texts list them. */
  public static String codes() {
    return Arrays.stream(values()).map(Scenario::code).collect(Collectors.joining(", "));
  }

  /** What the minute of that index (since 1970) is like. */
  Weather at(long index) {
    int minute = (int) (index % 60);
    return switch (this) {
      case ORDINARY -> FAIR;
      case CALM -> QUIET;
      case TREND -> index / TREND_MINUTES % 2 == 0 ? UP : DOWN;
      case FLASH_CRASH -> crash(minute - EVENT);
      case LIQUIDATION_CASCADE -> cascade(minute - EVENT);
      case HALT -> closed(index) ? CLOSED : minute == REOPENING ? RUSH : FAIR;
      case THIN -> FEW;
    };
  }

  private static Weather crash(int since) {
    if (since < 0 || since >= FALL + RECOVERY) {
      return FAIR;
    }
    return since < FALL ? CRASH : REBOUND;
  }

  private static Weather cascade(int since) {
    if (since < 0 || since >= 3 * WAVES) {
      return FAIR;
    }
    if (since >= WAVES) {
      return RELIEF;
    }
    return since % 2 == 0 ? WAVE : BREATH;
  }

  /** Whether nothing can be traded at that moment. */
  boolean closed(long index) {
    long minute = index % 60;
    return this == HALT && minute >= EVENT && minute < REOPENING;
  }

  /** Whether positions are being liquidated in the minute of that index. */
  boolean liquidates(long index) {
    Weather weather = at(index);
    return weather == WAVE || weather == CRASH;
  }

  /** By how much quantities in the book are divided. */
  int shallowness() {
    return this == THIN ? 10 : 1;
  }

  /** Ticks between the best bid and the best ask. */
  int spreadTicks() {
    return this == THIN ? 5 : 1;
  }
}
