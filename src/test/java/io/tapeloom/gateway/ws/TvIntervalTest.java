package io.tapeloom.gateway.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.kernel.Interval;
import io.tapeloom.market.Kline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Bar lengths, their limits in time, and bars made of shorter ones. */
class TvIntervalTest {
  private static long ms(String time) {
    return Instant.parse(time).toEpochMilli();
  }

  @Test
  void codesAreTradingViews() {
    assertEquals(
        List.of(
            "1", "3", "5", "15", "30", "45", "60", "120", "240", "360", "480", "720", "1D", "3D",
            "1W", "1M"),
        TvInterval.codes());
    assertEquals(TvInterval.DAY_1, TvInterval.parse("D"));
    assertEquals(TvInterval.WEEK_1, TvInterval.parse("W"));
    assertEquals(TvInterval.MONTH_1, TvInterval.parse("M"));
    for (String wrong : List.of("", "2", "1m", "d", "1d", "DD", "01", "1 ", "4H")) {
      Refused refused = assertThrows(Refused.class, () -> TvInterval.parse(wrong));
      assertEquals("INVALID_INTERVAL", refused.code());
    }
  }

  @Test
  void barsBeginWhereTheCalendarSays() {
    long timeMs = ms("2026-11-04T13:50:00Z");
    assertEquals(ms("2026-11-04T13:48:00Z"), TvInterval.MIN_3.floorMs(timeMs));
    assertEquals(ms("2026-11-04T08:00:00Z"), TvInterval.HOUR_8.floorMs(timeMs));
    assertEquals(ms("2026-11-02T00:00:00Z"), TvInterval.WEEK_1.floorMs(timeMs));
    assertEquals(ms("2026-11-01T00:00:00Z"), TvInterval.MONTH_1.floorMs(timeMs));
    assertEquals(ms("2026-12-01T00:00:00Z"), TvInterval.MONTH_1.nextMs(ms("2026-11-01T00:00:00Z")));
    assertEquals(ms("2026-11-09T00:00:00Z"), TvInterval.WEEK_1.nextMs(ms("2026-11-02T00:00:00Z")));
    assertEquals(
        3, TvInterval.MONTH_1.between(ms("2026-11-01T00:00:00Z"), ms("2027-02-01T00:00:00Z")));
    for (TvInterval interval : TvInterval.values()) {
      long openMs = interval.floorMs(timeMs);
      assertEquals(openMs, interval.floorMs(openMs));
      assertEquals(openMs, interval.floorMs(interval.nextMs(openMs) - 1));
      assertEquals(1, interval.between(openMs, interval.nextMs(openMs)));
      assertEquals(openMs, interval.base().floorMs(openMs), "whole parts only");
    }
  }

  private static List<Kline> parts(TvInterval interval, long fromMs, int count, long seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    List<Kline> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String open = "" + chance.nextInt(10, 100);
      String close = "" + chance.nextInt(10, 100);
      long openMs = fromMs + i * interval.base().ms();
      parts.add(WsRig.barOf(WsRig.BTC, interval.base(), openMs, open, close));
    }
    return parts;
  }

  /** The naive twin: collects the parts of each bar and looks whether they are all there. */
  private static List<Bar> naive(TvInterval interval, List<Kline> parts) {
    List<Bar> bars = new ArrayList<>();
    long lastMs = parts.getLast().openMs();
    for (long open = interval.floorMs(parts.getFirst().openMs());
        open <= lastMs;
        open = interval.nextMs(open)) {
      long from = open;
      long to = interval.nextMs(open);
      List<Kline> inside =
          parts.stream().filter(p -> p.openMs() >= from && p.openMs() < to).toList();
      long endMs = Math.min(to, lastMs + interval.base().ms());
      if (inside.size() == (endMs - from) / interval.base().ms()) {
        bars.add(
            new Bar(
                from,
                inside.getFirst().openE8(),
                inside.stream().mapToLong(Kline::highE8).max().orElseThrow(),
                inside.stream().mapToLong(Kline::lowE8).min().orElseThrow(),
                inside.getLast().closeE8(),
                inside.stream().map(Kline::volumeE8).reduce((a, b) -> a.add(b)).orElseThrow()));
      }
    }
    return bars;
  }

  @Test
  void foldedBarsEqualThoseOfTheNaiveTwin() {
    long seed = System.nanoTime();
    SplittableRandom chance = new SplittableRandom(seed);
    for (int round = 0; round < 300; round++) {
      TvInterval interval = TvInterval.values()[chance.nextInt(TvInterval.values().length)];
      long fromMs =
          interval.base().floorMs(WsRig.NOW_MS) - chance.nextInt(100) * interval.base().ms();
      List<Kline> parts = parts(interval, fromMs, chance.nextInt(2, 90), chance.nextLong());
      for (int holes = chance.nextInt(3); holes > 0 && parts.size() > 2; holes--) {
        parts.remove(chance.nextInt(parts.size() - 1));
      }
      assertEquals(naive(interval, parts), BarFold.of(interval, parts), "seed " + seed + interval);
    }
  }

  @Test
  void aRunningBarGrowsWithItsPartsAndNeedsItsBeginning() {
    RollingBar rolling = new RollingBar(TvInterval.MIN_3);
    long openMs = TvInterval.MIN_3.floorMs(WsRig.NOW_MS);
    Kline second = WsRig.barOf(WsRig.BTC, Interval.M1, openMs + 60_000, "5", "7");
    assertEquals(Optional.empty(), rolling.on(second), "its first minute is not known");
    rolling.seed(List.of(WsRig.barOf(WsRig.BTC, Interval.M1, openMs, "4", "5")));
    assertEquals(WsRig.e8("7"), rolling.running().orElseThrow().closeE8());
    assertEquals(WsRig.e8("4"), rolling.running().orElseThrow().openE8());
    Kline next = WsRig.barOf(WsRig.BTC, Interval.M1, openMs + 180_000, "7", "9");
    assertEquals(openMs + 180_000, rolling.on(next).orElseThrow().timeMs());
    assertTrue(rolling.on(second).isEmpty(), "what is over is over");
  }
}
