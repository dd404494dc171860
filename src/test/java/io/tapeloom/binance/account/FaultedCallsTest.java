package io.tapeloom.binance.account;

import static io.tapeloom.binance.account.ExchangeRig.BTC;
import static io.tapeloom.binance.account.ExchangeRig.await;
import static io.tapeloom.binance.account.ExchangeRig.off;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.binance.RestFailure;
import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Market;
import io.tapeloom.ledger.OrderSide;
import io.tapeloom.ledger.Refusal;
import io.tapeloom.ledger.Refusal.Ground;
import io.tapeloom.ledger.SendOutcome;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Orders while the exchange and the way to it fail: what is known, and what is not. */
class FaultedCallsTest {
  private static final Fixed LOT = Fixed.parse("0.01");
  private static ExchangeRig rig;
  private static int orders;

  @BeforeAll
  static void open() {
    rig = new ExchangeRig();
    await(rig.rest.syncClock(Market.USDM));
  }

  @AfterAll
  static void close() {
    rig.close();
  }

  /** What becomes of an order under that fault, and whether it lives afterwards. */
  private record End(SendOutcome<?> outcome, boolean lives) {
    Refusal refusal() {
      return switch (outcome) {
        case SendOutcome.Accepted<?> a -> throw new AssertionError(a.toString());
        case SendOutcome.Rejected<?> no -> no.refusal();
        case SendOutcome.NotSent<?> no -> no.refusal();
        case SendOutcome.Unknown<?> no -> no.refusal();
      };
    }
  }

  private static End order(JsonObject fault) {
    String id = "tl-ac-" + Integer.toString(++orders, 36) + "-E0";
    Fixed low = off(rig.price(), "0.97");
    rig.fault(fault);
    SendOutcome<?> outcome =
        await(rig.usdm.place(UsdmOrder.limit(BTC, OrderSide.BUY, LOT, low, id)));
    return new End(outcome, lives(id));
  }

  private static End order(String kind) {
    return order(new JsonObject().put("kind", kind).put("path", "/fapi/v1/order").put("count", 1));
  }

  /** Asks until there is an answer: a host that did not answer may be spared for a moment. */
  private static boolean lives(String id) {
    try {
      return !await(rig.usdm.query(BTC, OrderRef.of(id))).status().done();
    } catch (RestFailure e) {
      assertEquals(-2013, e.code(), e.getMessage());
      return false;
    }
  }

  private static void unknown(String kind, boolean lives) {
    End end = order(kind);
    assertInstanceOf(SendOutcome.Unknown.class, end.outcome(), kind);
    assertEquals(lives, end.lives(), kind);
  }

  @Test
  void whatTheExchangeDidWithoutSayingSoIsUnknown() {
    unknown("timeout_accepted", true);
    unknown("unknown_accepted", true);
    unknown("reply_lost", true);
    unknown("html", true);
    unknown("empty", true);
    unknown("truncated", true);
  }

  @Test
  void whatItDidNotDoWithoutSayingSoIsUnknownToo() {
    unknown("timeout_refused", false);
    unknown("unknown_refused", false);
    unknown("request_lost", false);
    unknown("forbidden", false);
  }

  @Test
  void certainFailuresAreNotSent() {
    for (String kind : new String[] {"unavailable", "internal", "busy"}) {
      End end = order(kind);
      assertInstanceOf(SendOutcome.NotSent.class, end.outcome(), kind);
      assertEquals(Ground.BUSY, end.refusal().ground(), kind);
      assertTrue(!end.lives(), kind);
    }
  }

  @Test
  void refusalsAreToldApart() {
    assertEquals(Ground.KEY, order("signature").refusal().ground());
    assertEquals(Ground.DUPLICATE, order("duplicate").refusal().ground());
    JsonObject refuse = new JsonObject().put("kind", "refuse").put("path", "/fapi/v1/order");
    int[][] codes = {
      {-2019, Ground.MARGIN.ordinal()},
      {-4120, Ground.MOVED.ordinal()},
      {-2021, Ground.WOULD_TRIGGER.ordinal()},
      {-4164, Ground.FILTER.ordinal()},
      {-2022, Ground.NOTHING_TO_REDUCE.ordinal()},
      {-1111, Ground.FILTER.ordinal()}
    };
    for (int[] code : codes) {
      End end = order(refuse.copy().put("code", code[0]).put("msg", "No."));
      assertEquals(Ground.values()[code[1]], end.refusal().ground());
      assertEquals(code[0], end.refusal().code());
    }
  }

  @Test
  void aClockThatIsOffIsMeasuredAgain() throws InterruptedException {
    ExchangeRig.until("no measurement under way", () -> rig.rest.clock().roundTripMs() >= 0);
    End end = order("clock");
    assertEquals(Ground.CLOCK, end.refusal().ground());
    assertInstanceOf(SendOutcome.Rejected.class, end.outcome());
    Fixed low = off(rig.price(), "0.97");
    UsdmOrder next = UsdmOrder.limit(BTC, OrderSide.BUY, LOT, low, "tl-ac-clock-E0");
    assertInstanceOf(SendOutcome.Accepted.class, await(rig.usdm.place(next)));
  }

  @Test
  void aSettingThatCannotBeReadBackIsUnknown() {
    rig.fault("forbidden", "/fapi/v1/symbolConfig");
    assertInstanceOf(SendOutcome.Unknown.class, await(rig.wallet.setLeverage(BTC, 7)));
    assertInstanceOf(SendOutcome.Accepted.class, await(rig.wallet.setLeverage(BTC, 7)));
  }

  @Test
  void nobodyWaitsForTheEndOfABan() {
    try (ExchangeRig banned = new ExchangeRig()) {
      banned.fault("banned", "/fapi/v1/order");
      SendOutcome<?> cancel = await(banned.usdm.cancel(BTC, OrderRef.of("tl-ac-none")));
      assertEquals(Ground.BANNED, new End(cancel, false).refusal().ground());
      RestFailure none =
          assertThrows(
              RestFailure.class, () -> await(banned.usdm.query(BTC, OrderRef.of("tl-ac-none"))));
      assertTrue(none.getMessage().contains("HELD_BACK"), none.getMessage());
    }
  }

  @Test
  void aSlowAnswerIsWaitedFor() {
    End end =
        order(
            new JsonObject()
                .put("kind", "slow")
                .put("path", "/fapi/v1/order")
                .put("for_ms", 1_500)
                .put("count", 1));
    assertInstanceOf(SendOutcome.Accepted.class, end.outcome());
  }

  @Test
  void tooManyAndBansStopWhatIsNoExit() {
    try (ExchangeRig own = new ExchangeRig()) {
      own.fault(
          new JsonObject().put("kind", "too_many").put("path", "/fapi/v1/order").put("count", 1));
      UsdmOrder buy = UsdmOrder.market(BTC, OrderSide.BUY, LOT, "tl-ad-1-E0");
      SendOutcome<?> first = await(own.usdm.place(buy));
      assertEquals(
          Ground.THROTTLED, assertInstanceOf(SendOutcome.NotSent.class, first).refusal().ground());
      assertTrue(own.allowance.usdm().exitsOnly(own.rest.clock().millis()));
      SendOutcome<?> entry = await(own.usdm.place(buy));
      assertEquals(
          Ground.HELD_BACK, assertInstanceOf(SendOutcome.NotSent.class, entry).refusal().ground());
      SendOutcome<?> exit = await(own.usdm.place(buy.reducing()));
      assertEquals(
          Ground.NOTHING_TO_REDUCE,
          assertInstanceOf(SendOutcome.Rejected.class, exit).refusal().ground());
      own.fault(
          new JsonObject().put("kind", "banned").put("path", "/fapi/v1/order").put("count", 1));
      SendOutcome<?> banned = await(own.usdm.place(buy.reducing()));
      assertEquals(
          Ground.BANNED, assertInstanceOf(SendOutcome.NotSent.class, banned).refusal().ground());
      SendOutcome<?> silent = await(own.usdm.cancel(BTC, OrderRef.of(1)));
      assertEquals(
          Ground.HELD_BACK, assertInstanceOf(SendOutcome.NotSent.class, silent).refusal().ground());
      assertTrue(
          own.rest.counts().all().containsKey("not_sent.held_back"), "" + own.rest.counts().all());
    }
  }

  @Test
  void aHostThatIsNotThereTakesNoOrderAndCannotHoldBackACancel() {
    try (ExchangeRig own = new ExchangeRig()) {
      AccountRest nowhere = own.at(1);
      UsdmTrading usdm = new UsdmTrading(nowhere);
      UsdmOrder buy = UsdmOrder.market(BTC, OrderSide.BUY, LOT, "tl-ad-2-E0");
      for (int i = 0; i < 5; i++) {
        SendOutcome<?> outcome = await(usdm.place(buy));
        assertEquals(
            Ground.NO_CONNECTION,
            assertInstanceOf(SendOutcome.NotSent.class, outcome).refusal().ground());
      }
      SendOutcome<?> spared = await(usdm.place(buy));
      assertEquals(
          Ground.HELD_BACK, assertInstanceOf(SendOutcome.NotSent.class, spared).refusal().ground());
      SendOutcome<?> cancel = await(usdm.cancel(BTC, OrderRef.of(1)));
      assertEquals(
          Ground.NO_CONNECTION,
          assertInstanceOf(SendOutcome.NotSent.class, cancel).refusal().ground());
      await(nowhere.close());
    }
  }
}
