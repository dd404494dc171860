package io.tapeloom.market;

import static io.tapeloom.market.Tapes.BTC;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tapeloom.kernel.Interval;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Bars from the tape: exact, flat in silence, honest about what the tape does not hold. */
class BarsTest implements BarBuilder.Listener {
  private static final long T0 = 1_700_000_040_000L - 1_700_000_040_000L % 60_000;
  private final List<Kline> bars = new ArrayList<>();
  private final List<String> unfilled = new ArrayList<>();

  @Override
  public void closed(Kline bar) {
    bars.add(bar);
  }

  @Override
  public void unfilled(long fromMs, long toMs) {
    unfilled.add((fromMs - T0) / 60_000 + ".." + (toMs - T0) / 60_000);
  }

  private static AggTrade at(long id, long timeMs, long price, long qty, boolean buyerMaker) {
    return new AggTrade(BTC, id, price, qty, id, id, timeMs, buyerMaker);
  }

  @Test
  void theMinuteOfTheFirstTradeIsNotToldAndTheNextIsExact() {
    BarBuilder builder = BarBuilder.atTapeStart(BTC);
    builder.on(at(1, T0 + 5, 100, 7, false), this);
    assertFalse(builder.running().isPresent());
    builder.on(at(2, T0 + 60_000, 110, 3, false), this);
    builder.on(at(3, T0 + 61_000, 90, 2, true), this);
    builder.on(at(4, T0 + 119_999, 105, 1, false), this);
    assertEquals(List.of(), bars);
    builder.on(at(5, T0 + 120_000, 106, 1, false), this);
    Kline bar =
        new Kline(
            BTC,
            Interval.M1,
            T0 + 60_000,
            110,
            110,
            90,
            105,
            BigInteger.valueOf(6),
            BigInteger.valueOf(330 + 180 + 105),
            BigInteger.valueOf(4),
            3,
            true,
            Kline.Source.TAPE);
    assertEquals(List.of(bar), bars);
  }

  @Test
  void emptyMinutesAreFlatAndATradeFromThePastCountsAtItsPredecessorsTime() {
    BarBuilder builder = BarBuilder.wholeFrom(BTC, T0);
    builder.on(at(1, T0, 100, 1, false), this);
    builder.on(at(2, T0 + 180_000, 120, 1, false), this);
    builder.on(at(3, T0 + 59_999, 130, 1, false), this);
    assertEquals(3, bars.size());
    assertEquals(List.of(1L, 0L, 0L), bars.stream().map(Kline::trades).toList());
    assertEquals(100, bars.get(2).highE8());
    assertEquals(BigInteger.ZERO, bars.get(2).volumeE8());
    assertEquals(130, builder.running().orElseThrow().closeE8());
    assertEquals(2, builder.running().orElseThrow().trades());
  }

  @Test
  void aProofOfSilenceClosesTheMinute() {
    BarBuilder builder = BarBuilder.wholeFrom(BTC, T0);
    builder.on(at(1, T0, 100, 1, false), this);
    builder.on(new Quiet(BTC, 1, T0 + 61_999), this);
    assertEquals(0, bars.size());
    builder.on(new Quiet(BTC, 1, T0 + 62_000), this);
    assertEquals(1, bars.size());
    assertEquals(T0 + 60_000, builder.running().orElseThrow().openMs());
  }

  @Test
  void minutesThatTouchAGapAreLeftToTheKlines() {
    BarBuilder builder = BarBuilder.wholeFrom(BTC, T0);
    builder.on(at(1, T0, 100, 1, false), this);
    builder.on(at(2, T0 + 60_000, 101, 1, false), this);
    builder.on(new Gap(BTC, 3, 9, false), this);
    builder.on(at(10, T0 + 60_500, 102, 1, false), this);
    builder.on(at(11, T0 + 120_500, 103, 1, false), this);
    builder.on(new Gap(BTC, 12, 19, false), this);
    builder.on(at(20, T0 + 250_000, 104, 1, false), this);
    builder.on(at(21, T0 + 310_000, 105, 1, false), this);
    builder.on(at(22, T0 + 360_000, 106, 1, false), this);
    assertEquals(List.of("1..2", "2..5"), unfilled);
    assertEquals(
        List.of(T0, T0 + 300_000), bars.stream().map(Kline::openMs).collect(Collectors.toList()));
  }

  @Test
  void barsAndRollupsEqualTheNaiveTwin() {
    for (long seed = 1; seed <= 5; seed++) {
      List<AggTrade> tape = Tapes.random(seed, 20_000, 1, T0 + 1_234, 700);
      bars.clear();
      BarBuilder builder = BarBuilder.wholeFrom(BTC, T0);
      tape.forEach(trade -> builder.on(trade, this));
      builder.on(new Quiet(BTC, 20_000, tape.getLast().timeMs() + 120_000), this);
      List<Kline> minutes = List.copyOf(bars);
      assertEquals(naive(tape), summary(minutes), "seed " + seed);
      for (Interval interval : List.of(Interval.M5, Interval.H1, Interval.D1)) {
        checkRollup(interval, minutes, "seed " + seed + " " + interval);
      }
    }
  }

  private static void checkRollup(Interval interval, List<Kline> minutes, String label) {
    BarRollup rollup = new BarRollup(BTC, interval);
    TreeMap<Long, Kline> rolled = new TreeMap<>();
    minutes.forEach(
        m -> {
          Kline preview = rollup.with(m);
          rolled.put(preview.openMs(), rollup.on(m));
          assertEquals(preview, rolled.get(preview.openMs()), label);
        });
    Map<Long, List<Kline>> groups =
        minutes.stream()
            .collect(
                Collectors.groupingBy(
                    m -> interval.floorMs(m.openMs()), TreeMap::new, Collectors.toList()));
    groups.forEach(
        (openMs, group) -> {
          Kline bar = rolled.get(openMs);
          assertEquals(group.getFirst().openE8(), bar.openE8(), label);
          assertEquals(group.getLast().closeE8(), bar.closeE8(), label);
          assertEquals(
              group.stream().mapToLong(Kline::highE8).max().orElseThrow(), bar.highE8(), label);
          assertEquals(
              group.stream().map(Kline::quoteE16).reduce(BigInteger.ZERO, BigInteger::add),
              bar.quoteE16(),
              label);
          assertEquals(group.stream().mapToLong(Kline::trades).sum(), bar.trades(), label);
          long endMs = group.getLast().openMs() + 60_000;
          assertEquals(endMs == openMs + interval.ms(), bar.closed(), label);
        });
  }

  @Test
  void minutesOfTwoOriginsMakeAMixedBar() {
    BarBuilder builder = BarBuilder.wholeFrom(BTC, T0 - T0 % 300_000);
    for (int i = 0; i <= 2; i++) {
      builder.on(at(i, T0 - T0 % 300_000 + i * 60_000L, 100 + i, 1, false), this);
    }
    Kline tape = bars.get(1);
    Kline first = bars.get(0);
    Kline kline =
        new Kline(
            BTC,
            Interval.M1,
            first.openMs(),
            1,
            2,
            1,
            2,
            BigInteger.ONE,
            BigInteger.TWO,
            BigInteger.ONE,
            1,
            true,
            Kline.Source.KLINE);
    Kline bar = BarRollup.of(BTC, Interval.M5, List.of(kline, tape)).orElseThrow();
    assertEquals(Kline.Source.MIXED, bar.source());
    assertEquals(1, bar.openE8());
    assertEquals(101, bar.highE8());
    assertEquals(new BigInteger("103"), bar.quoteE16());
  }

  private static List<String> summary(List<Kline> minutes) {
    return minutes.stream()
        .map(
            b ->
                b.openMs()
                    + " "
                    + b.openE8()
                    + " "
                    + b.highE8()
                    + " "
                    + b.lowE8()
                    + " "
                    + b.closeE8()
                    + " "
                    + b.volumeE8()
                    + " "
                    + b.quoteE16()
                    + " "
                    + b.takerBuyE8()
                    + " "
                    + b.trades())
        .toList();
  }

  /** Groups trades by minute with big integers; the seeded tapes never leave a minute empty. */
  private static List<String> naive(List<AggTrade> tape) {
    TreeMap<Long, List<AggTrade>> minutes =
        tape.stream()
            .collect(
                Collectors.groupingBy(
                    t -> t.timeMs() - t.timeMs() % 60_000, TreeMap::new, Collectors.toList()));
    long sealedMs = tape.getLast().timeMs() + 118_000;
    minutes.putIfAbsent(minutes.lastKey() + 60_000, List.of());
    return minutes.entrySet().stream()
        .filter(e -> e.getKey() + 60_000 <= sealedMs)
        .map(e -> line(e.getKey(), e.getValue(), tape.getLast()))
        .toList();
  }

  private static String line(long openMs, List<AggTrade> trades, AggTrade last) {
    List<AggTrade> shown = trades.isEmpty() ? List.of(last) : trades;
    BigInteger volume = BigInteger.ZERO;
    BigInteger quote = BigInteger.ZERO;
    BigInteger buys = BigInteger.ZERO;
    for (AggTrade t : trades) {
      BigInteger qty = BigInteger.valueOf(t.qtyE8());
      volume = volume.add(qty);
      quote = quote.add(qty.multiply(BigInteger.valueOf(t.priceE8())));
      buys = t.buyerMaker() ? buys : buys.add(qty);
    }
    return openMs
        + " "
        + shown.getFirst().priceE8()
        + " "
        + shown.stream().mapToLong(AggTrade::priceE8).max().orElseThrow()
        + " "
        + shown.stream().mapToLong(AggTrade::priceE8).min().orElseThrow()
        + " "
        + shown.getLast().priceE8()
        + " "
        + volume
        + " "
        + quote
        + " "
        + buys
        + " "
        + trades.size();
  }
}
