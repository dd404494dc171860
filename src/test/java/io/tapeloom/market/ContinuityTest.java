package io.tapeloom.market;

import static io.tapeloom.market.Tapes.BTC;
import static io.tapeloom.market.Tapes.trade;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Continuity: order, holes, repeats and alarms, against a naive twin that sorts. */
class ContinuityTest {
  private final List<MarketEvent> out = new ArrayList<>();

  @Test
  void tradesInOrderPassStraightThrough() {
    Continuity continuity = Continuity.expecting(BTC, 5, Continuity.REORDER);
    assertEquals(Arrival.Plain.EMITTED, continuity.offer(trade(5, 100), out::add));
    assertEquals(Arrival.Plain.EMITTED, continuity.offer(trade(6, 100), out::add));
    assertEquals(List.of(trade(5, 100), trade(6, 100)), out);
    assertEquals(7, continuity.nextId());
  }

  @Test
  void aHoleIsHealedBeforeAnythingNewerGoesOut() {
    Continuity continuity = Continuity.expecting(BTC, 1, Continuity.REORDER);
    continuity.offer(trade(1, 1), out::add);
    assertEquals(new Arrival.Held(2, 3), continuity.offer(trade(4, 4), out::add));
    assertEquals(new Arrival.Held(2, 3), continuity.offer(trade(5, 5), out::add));
    assertEquals(Optional.of(new Hole(2, 3)), continuity.hole());
    continuity.offer(trade(3, 3), out::add);
    assertEquals(1, out.size());
    assertEquals(Optional.of(new Hole(2, 2)), continuity.hole());
    continuity.offer(trade(2, 2), out::add);
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L), ids());
    assertEquals(Optional.empty(), continuity.hole());
  }

  @Test
  void whatComesTooEarlyIsAskedForAgain() {
    Continuity continuity = Continuity.expecting(BTC, 1, 1_000);
    for (long id = 3; id <= 1_002; id++) {
      assertEquals(new Arrival.Held(1, 2), continuity.offer(trade(id, 1), out::add));
    }
    assertEquals(new Arrival.Beyond(1, 1_003), continuity.offer(trade(1_003, 1), out::add));
    continuity.offer(trade(1, 1), out::add);
    continuity.offer(trade(2, 1), out::add);
    assertEquals(1_002, out.size());
    assertEquals(Optional.of(new Hole(1_003, 1_003)), continuity.hole());
  }

  @Test
  void idsThatCannotBeHadBecomeAGapInOrder() {
    Continuity continuity = Continuity.expecting(BTC, 1, Continuity.REORDER);
    continuity.offer(trade(3, 3), out::add);
    continuity.offer(trade(7, 7), out::add);
    continuity.giveUp(6, out::add);
    assertEquals(
        List.of(new Gap(BTC, 1, 2, false), trade(3, 3), new Gap(BTC, 4, 6, false), trade(7, 7)),
        out);
    assertEquals(5, continuity.missing());
    assertEquals(2, continuity.gaps());
    assertEquals(Arrival.Plain.LATE, continuity.offer(trade(5, 5), out::add));
    assertEquals(1, continuity.late());
  }

  @Test
  void aDeclaredGapWaitsForTheTradesBeforeIt() {
    Continuity continuity = Continuity.expecting(BTC, 1, Continuity.REORDER);
    continuity.declare(new Gap(BTC, 3, 4, false), out::add);
    continuity.offer(trade(5, 5), out::add);
    assertEquals(Optional.of(new Hole(1, 2)), continuity.hole());
    continuity.offer(trade(2, 2), out::add);
    continuity.offer(trade(1, 1), out::add);
    assertEquals(List.of(trade(1, 1), trade(2, 2), new Gap(BTC, 3, 4, false), trade(5, 5)), out);
  }

  @Test
  void aDeclaredGapMayBeLongerThanTheReach() {
    Continuity continuity = Continuity.expecting(BTC, 1, 10);
    continuity.offer(trade(1, 1), out::add);
    continuity.declare(new Gap(BTC, 2, 1_000_000, false), out::add);
    continuity.offer(trade(1_000_001, 2), out::add);
    assertEquals(List.of(trade(1, 1), new Gap(BTC, 2, 1_000_000, false), trade(1_000_001, 2)), out);
  }

  @Test
  void theSameIdWithOtherContentIsAnAlarmAndNeverASecondTrade() {
    Continuity continuity = Continuity.expecting(BTC, 1, Continuity.REORDER);
    continuity.offer(trade(1, 1), out::add);
    AggTrade other = trade(1, 2);
    assertEquals(new Arrival.Altered(trade(1, 1), other), continuity.offer(other, out::add));
    continuity.offer(trade(3, 3), out::add);
    assertInstanceOf(Arrival.Altered.class, continuity.offer(trade(3, 4), out::add));
    continuity.offer(trade(2, 2), out::add);
    assertEquals(List.of(trade(1, 1), trade(2, 2), trade(3, 3)), out);
    assertEquals(2, continuity.altered());
  }

  @Test
  void anIdThatGoesBackWithANewerTimeIsAnAlarm() {
    Continuity continuity = Continuity.expecting(BTC, 10_000, 10);
    continuity.offer(trade(10_000, 50), out::add);
    assertInstanceOf(Arrival.Altered.class, continuity.offer(trade(1, 60), out::add));
    assertEquals(1, out.size());
  }

  @Test
  void silenceThatNamesANewerIdShowsAHole() {
    Continuity continuity = Continuity.expecting(BTC, 1, Continuity.REORDER);
    continuity.offer(trade(1, 1), out::add);
    continuity.expectThrough(1);
    assertFalse(continuity.hole().isPresent());
    continuity.expectThrough(4);
    assertEquals(Optional.of(new Hole(2, 4)), continuity.hole());
  }

  @Test
  void aListenerStartsAnywhereAndAFileWithItsLowestId() {
    Continuity listener = Continuity.unknown(BTC, Continuity.REORDER);
    assertFalse(listener.started());
    listener.offer(trade(9, 9), out::add);
    assertEquals(Arrival.Plain.LATE, listener.offer(trade(8, 8), out::add));
    Continuity file = Continuity.settling(BTC);
    out.clear();
    file.offer(trade(9, 9), out::add);
    file.offer(trade(8, 8), out::add);
    file.flush(out::add);
    assertEquals(List.of(8L, 9L), ids());
    assertTrue(file.started());
  }

  @Test
  void anyShuffleWithinTheReachIsPutInOrderLikeTheNaiveTwin() {
    for (long seed = 1; seed <= 40; seed++) {
      SplittableRandom chance = new SplittableRandom(seed);
      List<AggTrade> tape = Tapes.random(seed, 5_000, chance.nextInt(1_000), 1_000_000, 20);
      List<AggTrade> offered = disturb(tape, chance);
      Continuity continuity = Continuity.settling(BTC);
      out.clear();
      offered.forEach(t -> continuity.offerOrGiveUp(t, out::add));
      continuity.flush(out::add);
      assertTrue(naive(offered).equals(out), "seed " + seed);
      assertEquals(offered.size(), continuity.emitted() + continuity.repeated(), "seed " + seed);
    }
  }

  /** Shuffles within 1,000 positions, repeats some trades and leaves some out. */
  private static List<AggTrade> disturb(List<AggTrade> tape, SplittableRandom chance) {
    TreeMap<Double, AggTrade> order = new TreeMap<>();
    double displacement = 1 + chance.nextInt(990);
    for (AggTrade trade : tape) {
      if (chance.nextInt(100) == 0) {
        continue;
      }
      order.put(trade.aggId() + chance.nextDouble() * displacement, trade);
      if (chance.nextInt(50) == 0) {
        order.put(trade.aggId() + chance.nextDouble() * displacement, trade);
      }
    }
    return List.copyOf(order.values());
  }

  private static List<MarketEvent> naive(List<AggTrade> offered) {
    TreeMap<Long, AggTrade> sorted = new TreeMap<>();
    offered.forEach(trade -> sorted.put(trade.aggId(), trade));
    List<MarketEvent> events = new ArrayList<>();
    long next = sorted.firstKey();
    for (AggTrade trade : sorted.values()) {
      if (trade.aggId() > next) {
        events.add(new Gap(BTC, next, trade.aggId() - 1, false));
      }
      events.add(trade);
      next = trade.aggId() + 1;
    }
    return events;
  }

  private List<Long> ids() {
    return out.stream().map(e -> ((AggTrade) e).aggId()).toList();
  }
}
