package io.tapeloom.market.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.kernel.Market;
import io.tapeloom.market.Kline;
import io.tapeloom.market.KlineWindow;
import io.tapeloom.market.io.MarketApiStore.BarRow;
import io.tapeloom.market.io.MarketApiStore.Bars;
import io.tapeloom.market.io.MarketApiStore.Wanted;
import io.tapeloom.web.TimeRange;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Bars in memory answer what the rows would, or nothing. */
class HeldBarsTest {
  private static final Instrument BTC = Instrument.of(Market.USDM, "BTCUSDT");
  private static final long MINUTE = 60_000;
  private final List<BarRow> rows = new ArrayList<>();
  private final List<Promise<Bars>> reads = new ArrayList<>();
  private long nowNanos;
  private final HeldBars held = new HeldBars(this::read, () -> nowNanos);

  private Future<Bars> read(Wanted wanted) {
    Promise<Bars> read = Promise.promise();
    reads.add(read);
    return read.future();
  }

  /** The rows arrive as they were when they were asked for. */
  private void arrive() {
    reads.removeFirst().complete(naive(newest(OptionalLong.empty(), KlineWindow.CAPACITY)));
  }

  private static Kline bar(long minute, long closeE8, boolean closed) {
    return new Kline(
        BTC,
        Interval.M1,
        minute * MINUTE,
        1,
        closeE8,
        1,
        closeE8,
        BigInteger.TWO,
        BigInteger.ZERO,
        BigInteger.ONE,
        3,
        closed,
        Kline.Source.TAPE);
  }

  private void store(int from, int to) {
    for (int minute = from; minute < to; minute++) {
      rows.add(Bars.row(bar(minute, 100 + minute, true), Optional.of(String.valueOf(minute))));
    }
  }

  private static Wanted newest(OptionalLong to, int limit) {
    return new Wanted(BTC, Interval.M1, new TimeRange(OptionalLong.empty(), to), limit);
  }

  private static Wanted from(long minute, int limit) {
    return new Wanted(
        BTC,
        Interval.M1,
        new TimeRange(OptionalLong.of(minute * MINUTE), OptionalLong.empty()),
        limit);
  }

  private Bars naive(Wanted wanted) {
    List<BarRow> inside = rows.stream().filter(r -> wanted.holds(r.openMs())).toList();
    int size = inside.size();
    boolean forward = wanted.range().fromMs().isPresent();
    int first = forward ? 0 : Math.max(0, size - wanted.limit());
    return new Bars(inside.subList(first, Math.min(size, first + wanted.limit())), false);
  }

  @Test
  void whatIsHeldWholeIsAnsweredAsTheRowsWould() {
    store(0, 3_000);
    assertTrue(held.bars(newest(OptionalLong.empty(), 500)).isEmpty(), "nothing is held yet");
    arrive();
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 300; i++) {
      int limit = random.nextInt(1, 1_500);
      OptionalLong to = OptionalLong.of(random.nextLong(3_100) * MINUTE);
      Wanted wanted =
          random.nextBoolean() ? newest(to, limit) : from(random.nextLong(3_000), limit);
      held.bars(wanted).ifPresent(bars -> assertEquals(naive(wanted), bars, wanted.toString()));
    }
    assertEquals(1_000, held.bars(newest(OptionalLong.empty(), 1_000)).orElseThrow().rows().size());
    assertTrue(held.bars(from(1_000, 5)).isPresent(), "the oldest one held");
    assertTrue(held.bars(from(999, 5)).isEmpty(), "one before it");
    assertTrue(reads.isEmpty(), "one read was enough");
  }

  @Test
  void runningBarsAndBoundariesAreShownAtOnce() {
    store(0, 100);
    held.bars(newest(OptionalLong.empty(), 10));
    held.on(bar(100, 7, false));
    arrive();
    held.on(bar(100, 8, false));
    held.sealed(BTC, 100 * MINUTE + 15_000, Optional.of("5"));
    Bars bars = held.bars(newest(OptionalLong.empty(), 10)).orElseThrow();
    assertTrue(bars.open());
    assertEquals(100 * MINUTE, bars.rows().getLast().openMs());
    assertEquals(8, bars.rows().getLast().closeE8());
    assertEquals(Optional.of("5"), bars.rows().getLast().vwap());
    held.sealed(BTC, 101 * MINUTE, Optional.of("6"));
    held.on(bar(100, 9, true));
    held.on(bar(101, 10, false));
    List<BarRow> rows = held.bars(newest(OptionalLong.empty(), 2)).orElseThrow().rows();
    assertEquals(Optional.of("6"), rows.getFirst().vwap(), "a bar's last boundary");
    assertEquals(Optional.empty(), rows.getLast().vwap());
    assertTrue(held.bars(newest(OptionalLong.empty(), 200)).isEmpty(), "more than there is");
  }

  @Test
  void afterAHoleAndAfterAMinuteTheRowsAreReadAgain() {
    store(0, 100);
    held.bars(newest(OptionalLong.empty(), 10));
    arrive();
    held.on(bar(105, 7, false));
    assertTrue(held.bars(newest(OptionalLong.empty(), 10)).isEmpty(), "five bars were never told");
    store(100, 105);
    arrive();
    assertEquals(
        105 * MINUTE,
        held.bars(newest(OptionalLong.empty(), 10)).orElseThrow().rows().getLast().openMs());
    nowNanos = 61_000_000_000L;
    rows.set(50, Bars.row(bar(50, 999, true), Optional.empty()));
    assertEquals(150, held.bars(from(50, 1)).orElseThrow().rows().getFirst().closeE8());
    arrive();
    assertEquals(999, held.bars(from(50, 1)).orElseThrow().rows().getFirst().closeE8());
    assertTrue(reads.isEmpty());
  }
}
