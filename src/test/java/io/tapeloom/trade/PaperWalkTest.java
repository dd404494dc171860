package io.tapeloom.trade;

import static io.tapeloom.trade.PaperTape.GRID;
import static io.tapeloom.trade.PaperTape.RULES;
import static io.tapeloom.trade.PaperTape.T0;
import static io.tapeloom.trade.PaperTape.V51;
import static io.tapeloom.trade.PaperTape.fixed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.kernel.Side;
import io.tapeloom.ledger.Order;
import io.tapeloom.trade.PaperEvent.Closed;
import io.tapeloom.trade.PaperEvent.EntryFilled;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A walk never passes a boundary whose decision it does not know. */
class PaperWalkTest {
  private static final PaperDesk DESK =
      new PaperDesk(PaperSettings.DEFAULT, Map.of(V51, RULES), Set.of(V51));

  private static PaperWalk walk() {
    return new PaperWalk(DESK, GRID, T0, T0 - 1);
  }

  private static void hold(PaperWalk walk, long id, long afterMs, String price) {
    walk.hold(PaperTape.trade(id, T0 + afterMs, fixed(price)));
  }

  @Test
  void aTradeThatCouldFillAnUnknownDecisionWaits() {
    PaperWalk walk = walk();
    hold(walk, 1, 15_099, "1000");
    hold(walk, 2, 15_100, "1001");
    assertTrue(walk.clear());
    assertEquals(List.of(), walk.walk());
    assertFalse(walk.clear(), "T0 + 15 s is not decided");
    assertEquals(T0 + 15_100, walk.nextMs());
    assertEquals(List.of(), walk.approved(7, PaperTape.intent(15_000, Side.LONG, "10")));
    walk.decidedThrough(T0 + 15_000);
    assertTrue(walk.clear());
    EntryFilled entry = assertInstanceOf(EntryFilled.class, walk.walk().getFirst());
    assertEquals(56, walk.orders(entry.cycle()).cycleId(), "eight ids for each signal");
    assertFalse(walk.idle());
    walk.forget(entry.cycle());
    assertTrue(walk.idle());
  }

  @Test
  void aSignalThatComesAgainIsNotEnteredAgain() {
    PaperWalk walk = walk();
    Intent intent = PaperTape.intent(0, Side.LONG, "10");
    walk.approved(7, intent);
    walk.approved(7, intent);
    hold(walk, 1, 100, "1000");
    hold(walk, 2, 200, "1000");
    assertEquals(1, walk.walk().size());
    assertEquals(0, walk.walk().size());
  }

  @Test
  void aTradeTimedBeforeItsPredecessorCountsAtThePredecessorsTime() {
    PaperWalk walk = walk();
    hold(walk, 1, 14_000, "1000");
    hold(walk, 2, 9_000, "1000");
    walk.walk();
    assertEquals(T0 + 14_000, walk.nextMs());
  }

  @Test
  void withoutRowsTheFirstTradesOwnBoundaryIsNotWaitedFor() {
    PaperWalk walk = new PaperWalk(DESK, GRID, 0, 0);
    hold(walk, 1, 3_000, "1000");
    hold(walk, 2, 15_200, "1000");
    assertTrue(walk.clear());
    walk.walk();
    assertFalse(walk.clear());
  }

  @Test
  void aCyclesOrdersCarryTheIdsALiveOneWouldHave() {
    PaperTape tape = new PaperTape(GRID).decided(0, Side.LONG, "10").trade(100, "1000");
    tape.trade(200, "1016").trade(61 * 60_000, "1010");
    PaperOrders orders = PaperOrders.ofSignal(25);
    EntryFilled entry = tape.events(EntryFilled.class).getFirst();
    List<String> ids = orders.protection(entry).stream().map(o -> o.id().toString()).toList();
    assertEquals(List.of("tl-pa-5k-S0", "tl-pa-5k-T0", "tl-pa-5k-T1"), ids);
    Order moved = orders.movedStop(tape.events(PaperEvent.StopMoved.class).getFirst());
    assertEquals("tl-pa-5k-S1", moved.id().toString());
    Closed closed = tape.closed();
    assertEquals("tl-pa-5k-X0", orders.exit(closed).getFirst().id().toString());
    assertTrue(orders.exit(closed).getFirst().reduceOnly());
    assertEquals("tl-pa-5k-X0", orders.fill(Side.LONG, closed.fill(), true).order().toString());
  }
}
