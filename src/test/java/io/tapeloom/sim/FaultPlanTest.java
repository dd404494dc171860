package io.tapeloom.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.kernel.Market;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When faults happen, without an exchange around them. */
class FaultPlanTest {
  private static final long START = 1_770_120_000_000L;
  private static final FaultRule.Target ORDER =
      new FaultRule.Target(Optional.of(Market.USDM), "BTCUSDT", 1, "POST /fapi/v1/order");

  private final FaultPlan plan = new FaultPlan(5, START);

  private boolean before(long nowMs) {
    return plan.take(FaultPlace.BEFORE, ORDER, nowMs).isPresent();
  }

  @Test
  void aRuleHappensAtItsOwnPlaceAsOftenAsItSays() {
    plan.add(new FaultRule(FaultKind.BUSY, FaultRule.When.NOW, FaultRule.Target.ANY, 2, 0, 0, ""));
    assertTrue(plan.take(FaultPlace.AFTER, ORDER, START).isEmpty());
    assertTrue(before(START));
    assertTrue(before(START));
    assertFalse(before(START));
    assertTrue(plan.standing(START).isEmpty());
  }

  @Test
  void timesCountFromTheStartOrFromTheEpoch() {
    plan.add(FaultRule.next(FaultKind.BUSY).when(FaultRule.When.at(5_000)));
    plan.add(FaultRule.next(FaultKind.CLOCK).when(FaultRule.When.at(START + 9_000)));
    assertFalse(before(START + 4_999));
    assertTrue(before(START + 5_000));
    assertFalse(before(START + 8_999));
    assertTrue(before(START + 9_000));
  }

  @Test
  void momentsAreCountedAndArm() {
    plan.add(
        FaultRule.next(FaultKind.REPLY_LOST)
            .when(FaultRule.When.on(FaultMoment.ORDER_ACCEPTED, 3)));
    for (int order = 1; order <= 4; order++) {
      plan.moment(FaultMoment.ORDER_ACCEPTED, ORDER);
      assertEquals(order == 3, plan.take(FaultPlace.AFTER, ORDER, START).isPresent(), "" + order);
    }
  }

  @Test
  void targetsNarrowARule() {
    FaultRule rule = FaultRule.next(FaultKind.BUSY);
    plan.add(rule.on(new FaultRule.Target(Optional.of(Market.SPOT), "", 0, "")));
    plan.add(rule.on(new FaultRule.Target(Optional.empty(), "ETHUSDT", 0, "")));
    plan.add(rule.on(new FaultRule.Target(Optional.empty(), "", 2, "")));
    plan.add(rule.on(FaultRule.Target.named("GET ")));
    assertFalse(before(START));
    plan.add(rule.on(new FaultRule.Target(Optional.of(Market.USDM), "BTCUSDT", 1, "order")));
    assertTrue(before(START));
    assertEquals(4, plan.standing(START).size());
  }

  /** Which of that many opportunities a rate of 30 % takes. */
  private static List<Integer> taken(long seed, boolean beside) {
    FaultPlan plan = new FaultPlan(seed, START);
    FaultRule.When rate = FaultRule.When.rate(0.3);
    if (beside) {
      plan.add(new FaultRule(FaultKind.EVENT_LOST, rate, FaultRule.Target.ANY, 0, 0, 0, ""));
    }
    plan.add(new FaultRule(FaultKind.BUSY, rate, FaultRule.Target.ANY, 0, 0, 0, ""));
    List<Integer> taken = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      plan.take(FaultPlace.EVENT, ORDER, START);
      if (plan.take(FaultPlace.BEFORE, ORDER, START).isPresent()) {
        taken.add(i);
      }
    }
    return taken;
  }

  @Test
  void chanceFollowsFromTheSeedAndOneKindDoesNotShiftAnother() {
    List<Integer> alone = taken(5, false);
    assertTrue(alone.size() > 200 && alone.size() < 400, "" + alone.size());
    assertEquals(alone, taken(5, false));
    assertEquals(alone, taken(5, true));
    assertFalse(alone.equals(taken(6, false)));
  }

  @Test
  void everyKindHasANumberAndAName() {
    for (FaultKind kind : FaultKind.values()) {
      assertTrue(kind.number().matches("F[0-9]{2}(-F[0-9]{2})?"), kind.number());
      assertEquals(Optional.of(kind), FaultKind.find(kind.code()));
    }
    for (FaultMoment moment : FaultMoment.values()) {
      assertEquals(Optional.of(moment), FaultMoment.find(moment.code()));
    }
  }
}
