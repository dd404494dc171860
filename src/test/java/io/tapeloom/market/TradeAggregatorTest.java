package io.tapeloom.market;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Market;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The exchange's rule of aggregation, against a naive twin that sees the whole list. */
class TradeAggregatorTest {
  private static final Instrument BTC = Instrument.of(Market.USDM, "BTCUSDT");
  private static final long T = 1_700_000_000_000L;

  @Test
  void samePriceAndSideInLessThanAHundredMillisecondsAreOneTrade() {
    List<AggTrade> out =
        aggregate(
            List.of(
                print(7, 100, 2, 0, true),
                print(8, 100, 3, 99, true),
                print(9, 100, 4, 100, true),
                print(10, 100, 5, 100, false),
                print(11, 101, 6, 100, false)));
    assertEquals(
        List.of(
            agg(1, 100, 5, 7, 8, 0, true),
            agg(2, 100, 4, 9, 9, 100, true),
            agg(3, 100, 5, 10, 10, 100, false),
            agg(4, 101, 6, 11, 11, 100, false)),
        out);
  }

  @Test
  void aPrintBesideTheBookIsLeftOutAndBreaksNothing() {
    List<AggTrade> out =
        aggregate(
            List.of(
                print(7, 100, 2, 0, true),
                new TradePrint(8, 0, 0, T + 1, true, false),
                print(9, 100, 3, 2, true)));
    assertEquals(List.of(agg(1, 100, 5, 7, 9, 0, true)), out);
  }

  @Test
  void aHoleMakesTheNumberingJump() {
    List<AggTrade> out = aggregate(List.of(print(7, 100, 2, 0, true), print(10, 100, 3, 2, true)));
    assertEquals(List.of(agg(1, 100, 2, 7, 7, 0, true), agg(4, 100, 3, 10, 10, 2, true)), out);
  }

  @Test
  void aRepeatedOrLatePrintIsCountedAndIgnored() {
    TradeAggregator aggregator = new TradeAggregator(BTC);
    List<AggTrade> out = new ArrayList<>();
    List.of(7L, 8L, 8L, 7L, 10L, 10L, 9L)
        .forEach(id -> aggregator.on(print(id, 100, 1, 0, true), out::add));
    aggregator.finish(out::add);
    assertEquals(List.of(agg(1, 100, 4, 7, 10, 0, true)), out);
    assertEquals(3, aggregator.repeated());
  }

  @Test
  void shuffledPrintsGiveTheSameAggregatesAsSortedOnes() {
    long seed = 11;
    System.out.println("TradeAggregatorTest seed " + seed);
    Random random = new Random(seed);
    List<TradePrint> prints = new ArrayList<>();
    long timeMs = 0;
    for (int id = 1; id <= 20_000; id++) {
      timeMs += random.nextInt(40);
      prints.add(
          new TradePrint(
              id,
              100 + random.nextInt(2),
              1 + random.nextInt(9),
              T + timeMs,
              random.nextInt(4) == 0,
              random.nextInt(50) > 0));
    }
    List<AggTrade> expected = naive(prints);
    assertEquals(expected, aggregate(prints));
    for (int from = 1; from + 900 < prints.size(); from += 900) {
      Collections.shuffle(prints.subList(from, from + 900), random);
    }
    assertEquals(expected, aggregate(prints));
  }

  private static List<AggTrade> naive(List<TradePrint> prints) {
    List<List<TradePrint>> groups = new ArrayList<>();
    for (TradePrint print : prints.stream().filter(TradePrint::onMarket).toList()) {
      TradePrint first = groups.isEmpty() ? print : groups.getLast().getFirst();
      boolean joins =
          !groups.isEmpty()
              && first.priceE8() == print.priceE8()
              && first.buyerMaker() == print.buyerMaker()
              && print.timeMs() < first.timeMs() + 100;
      if (!joins) {
        groups.add(new ArrayList<>());
      }
      groups.getLast().add(print);
    }
    List<AggTrade> out = new ArrayList<>();
    for (List<TradePrint> group : groups) {
      TradePrint first = group.getFirst();
      long qty = group.stream().mapToLong(TradePrint::qtyE8).sum();
      out.add(
          new AggTrade(
              BTC,
              out.size() + 1,
              first.priceE8(),
              qty,
              first.id(),
              group.getLast().id(),
              first.timeMs(),
              first.buyerMaker()));
    }
    return out;
  }

  private static List<AggTrade> aggregate(List<TradePrint> prints) {
    TradeAggregator aggregator = new TradeAggregator(BTC);
    List<AggTrade> out = new ArrayList<>();
    prints.forEach(p -> aggregator.on(p, out::add));
    aggregator.finish(out::add);
    return out;
  }

  private static TradePrint print(long id, long price, long qty, long ms, boolean maker) {
    return new TradePrint(id, price, qty, T + ms, maker, true);
  }

  private static AggTrade agg(
      long id, long price, long qty, long first, long last, long ms, boolean maker) {
    return new AggTrade(BTC, id, price, qty, first, last, T + ms, maker);
  }
}
