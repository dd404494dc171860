package io.tapeloom.binance.account;

import static io.tapeloom.binance.account.ExchangeRig.BTC;
import static io.tapeloom.binance.account.ExchangeRig.await;
import static io.tapeloom.binance.account.ExchangeRig.off;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.binance.RateBudget.Kind;
import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Market;
import io.tapeloom.ledger.OrderSide;
import io.tapeloom.ledger.Refusal.Ground;
import io.tapeloom.ledger.SendOutcome;
import io.tapeloom.sim.io.SimSettings;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An exchange that counts, and a client that never makes it say "too many". */
class LimitsKeptTest {
  private static final Fixed LOT = Fixed.parse("0.01");
  private ExchangeRig rig;

  @BeforeEach
  void open() {
    rig = new ExchangeRig(SimSettings.onPort(0));
    await(rig.rest.syncClock(Market.USDM));
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void whatTheExchangeCountedIsHeard() {
    await(rig.wallet.balances());
    await(rig.spot.account());
    long nowMs = rig.rest.clock().millis();
    assertTrue(rig.allowance.usdm().used(Kind.WEIGHT, nowMs) > 0);
    assertTrue(rig.allowance.spot().used(Kind.WEIGHT, nowMs) > 0);
  }

  @Test
  void moreOrdersThanAllowedBringNoRefusal() {
    Fixed low = off(rig.price(), "0.97");
    for (int round = 0; round < 20; round++) {
      List<Future<? extends SendOutcome<?>>> some = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        UsdmOrder order =
            UsdmOrder.limit(BTC, OrderSide.BUY, LOT, low, "tl-ah-" + round + "-" + i)
                .timeInForce(TimeInForce.IOC);
        some.add(rig.usdm.place(order));
      }
      some.forEach(ExchangeRig::await);
    }
    Map<String, Long> ends = rig.rest.counts().all();
    assertTrue(!ends.containsKey("not_sent.throttled"), ends.toString());
    assertTrue(!ends.containsKey("not_sent.banned"), ends.toString());
    assertTrue(ends.get("accepted") >= 200, ends.toString());
  }

  @Test
  void aSpentBudgetHoldsEntriesBackAndLetsAnExitThrough() {
    UsdmOrder entry = UsdmOrder.market(BTC, OrderSide.BUY, LOT, "tl-ai-1-E0");
    UsdmOrder exit = UsdmOrder.market(BTC, OrderSide.SELL, LOT, "tl-ai-1-X0").reducing();
    boolean held = false;
    for (int i = 0; i < 10 && !held; i++) {
      while (rig.allowance.usdm().take(0, 1, false, rig.rest.clock().millis()) == 0) {
        // A new interval of the exchange's clock may begin at any moment: then once more.
      }
      SendOutcome<?> outcome = await(rig.usdm.place(entry));
      held =
          outcome instanceof SendOutcome.NotSent<?> no && no.refusal().ground() == Ground.HELD_BACK;
      SendOutcome<?> ended = await(rig.usdm.place(exit));
      assertTrue(!(ended instanceof SendOutcome.NotSent<?>), ended.toString());
    }
    assertTrue(held, "ten intervals began in between");
  }
}
