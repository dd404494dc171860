package io.tapeloom.binance.account;

import static io.tapeloom.binance.account.ExchangeRig.BTC;
import static io.tapeloom.binance.account.ExchangeRig.accepted;
import static io.tapeloom.binance.account.ExchangeRig.await;
import static io.tapeloom.binance.account.ExchangeRig.off;
import static io.tapeloom.binance.account.ExchangeRig.rejected;
import static io.vertx.core.Future.succeededFuture;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.binance.answer.AlgoStatus;
import io.tapeloom.binance.answer.OrderStatus;
import io.tapeloom.binance.answer.PositionSide;
import io.tapeloom.binance.answer.UsdmAccount;
import io.tapeloom.binance.answer.UsdmOrders;
import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Market;
import io.tapeloom.ledger.OrderSide;
import io.tapeloom.ledger.Refusal.Ground;
import io.tapeloom.ledger.SendOutcome;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** USD-M orders, positions and settings, asked of the simulated exchange. */
class UsdmTradingTest {
  private static ExchangeRig rig;
  private static final Fixed LOT = Fixed.parse("0.01");

  @BeforeAll
  static void open() {
    rig = new ExchangeRig();
  }

  @AfterAll
  static void close() {
    rig.close();
  }

  @Test
  void anEntryItsStopAndItsExitChangeThePosition() {
    await(rig.rest.syncClock(Market.USDM));
    UsdmOrders.Placed entry =
        accepted(rig.usdm.place(UsdmOrder.market(BTC, OrderSide.BUY, LOT, "tl-ab-1-E0")));
    UsdmOrders.Order order = await(rig.usdm.query(BTC, OrderRef.of(entry.orderId())));
    assertEquals(OrderStatus.FILLED, order.status());
    UsdmAccount.Position held = await(rig.wallet.positions(Optional.of(BTC))).getFirst();
    assertEquals(LOT, held.positionAmt());
    assertTrue(held.entryPrice().signum() > 0);
    Fixed trigger = off(rig.price(), "0.9");
    UsdmOrders.AlgoOrder stop =
        accepted(
            rig.usdm.placeAlgo(
                AlgoOrder.closingStop(
                    BTC, OrderSide.SELL, PositionSide.BOTH, trigger, "tl-ab-1-S0")));
    assertEquals(AlgoStatus.NEW, stop.algoStatus());
    assertEquals(
        "tl-ab-1-S0", await(rig.usdm.openAlgoOrders(Optional.of(BTC))).getFirst().clientAlgoId());
    assertEquals(trigger, await(rig.usdm.queryAlgo(OrderRef.of("tl-ab-1-S0"))).triggerPrice());
    assertEquals(stop.algoId(), accepted(rig.usdm.cancelAlgo(OrderRef.of("tl-ab-1-S0"))).algoId());
    accepted(rig.usdm.place(UsdmOrder.market(BTC, OrderSide.SELL, LOT, "tl-ab-1-X0").reducing()));
    assertEquals(
        Ground.NOTHING_TO_REDUCE,
        rejected(
            rig.usdm.place(UsdmOrder.market(BTC, OrderSide.SELL, LOT, "tl-ab-1-X1").reducing())));
    List<UsdmAccount.Trade> trades = await(rig.wallet.tradesOf(BTC, entry.orderId()));
    assertFalse(trades.isEmpty());
    assertTrue(await(rig.wallet.userTrades(BTC, trades.getFirst().id())).size() > trades.size());
    assertTrue(
        await(rig.wallet.income(rig.rest.clock().millis() - 3_600_000)).stream()
            .anyMatch(i -> i.incomeType().equals("COMMISSION")));
  }

  @Test
  void aRestingOrderIsAmendedAndCancelled() {
    Fixed low = off(rig.price(), "0.97");
    UsdmOrder order = UsdmOrder.limit(BTC, OrderSide.BUY, LOT, low, "tl-ab-2-E0");
    UsdmOrders.Placed placed = accepted(rig.usdm.place(order));
    assertEquals(OrderStatus.NEW, placed.status());
    assertEquals(Ground.DUPLICATE, rejected(rig.usdm.place(order)));
    Fixed lower = off(low, "0.999");
    UsdmOrders.Placed amended =
        accepted(rig.usdm.amend(BTC, OrderRef.of("tl-ab-2-E0"), OrderSide.BUY, LOT, lower));
    assertEquals(lower, amended.price());
    assertEquals(placed.orderId(), amended.orderId());
    assertFalse(await(rig.usdm.openOrders(Optional.of(BTC))).isEmpty());
    assertEquals(
        OrderStatus.CANCELED,
        accepted(rig.usdm.cancel(BTC, OrderRef.of(placed.orderId()))).status());
    assertEquals(
        Ground.NO_SUCH_ORDER, rejected(rig.usdm.cancel(BTC, OrderRef.of(placed.orderId()))));
  }

  @Test
  void eachElementOfABatchHasItsOwnEnd() {
    Fixed low = off(rig.price(), "0.97");
    List<SendOutcome<UsdmOrders.BatchItem>> items =
        accepted(
            rig.usdm.placeBatch(
                List.of(
                    UsdmOrder.limit(BTC, OrderSide.BUY, LOT, low, "tl-ab-3-E0"),
                    UsdmOrder.limit(BTC, OrderSide.BUY, LOT, Fixed.parse("0.123"), "tl-ab-3-E1"))));
    assertEquals(2, items.size());
    long orderId = accepted(succeededFuture(items.getFirst())).orderId().orElseThrow();
    assertEquals(Ground.FILTER, rejected(succeededFuture(items.getLast())));
    items = accepted(rig.usdm.cancelBatch(BTC, List.of(orderId, orderId + 1_000_000)));
    assertEquals(
        orderId, accepted(succeededFuture(items.getFirst())).orderId().orElseThrow().longValue());
    assertEquals(Ground.NO_SUCH_ORDER, rejected(succeededFuture(items.getLast())));
    assertEquals(30_000, accepted(rig.usdm.countdownCancelAll(BTC, 30_000)).countdownTime());
    accepted(rig.usdm.countdownCancelAll(BTC, 0));
    accepted(rig.usdm.cancelAll(BTC));
    accepted(rig.usdm.cancelAllAlgo(BTC));
  }

  @Test
  void settingsAreReadBackAndWhatWasSoAlreadyIsSuccess() {
    assertEquals(7, accepted(rig.wallet.setLeverage(BTC, 7)).leverage());
    rig.fault(new JsonObject().put("kind", "leverage_ignored").put("count", 1));
    assertEquals(Ground.OTHER, rejected(rig.wallet.setLeverage(BTC, 9)));
    assertEquals("ISOLATED", accepted(rig.wallet.setIsolated(BTC, true)).marginType());
    SendOutcome<?> again = await(rig.wallet.setIsolated(BTC, true));
    assertTrue(again instanceof SendOutcome.Accepted<?>, again.toString());
    accepted(rig.wallet.setIsolated(BTC, false));
    assertFalse(await(rig.wallet.hedgeMode()));
    accepted(rig.wallet.setHedgeMode(false));
    UsdmAccount.Brackets brackets = await(rig.wallet.brackets(Optional.of(BTC))).getFirst();
    assertTrue(brackets.brackets().size() > 3);
    assertEquals(new BigDecimal("0"), brackets.brackets().getFirst().cum().stripTrailingZeros());
    assertEquals(BTC.name(), await(rig.wallet.commission(BTC)).symbol());
    assertTrue(await(rig.wallet.balances()).stream().anyMatch(b -> b.asset().equals("USDT")));
    assertTrue(await(rig.wallet.account()).totalWalletBalance().signum() > 0);
    assertEquals(Map.of(), rig.catalogue.faults(), "every answer was as it should be");
  }

  @Test
  void refusalsHaveTheirGrounds() {
    Fixed now = rig.price();
    assertEquals(
        Ground.FILTER,
        rejected(
            rig.usdm.place(
                UsdmOrder.market(BTC, OrderSide.BUY, Fixed.parse("0.00001"), "tl-ab-4-E0"))));
    assertEquals(
        Ground.MARGIN,
        rejected(
            rig.usdm.place(
                UsdmOrder.market(BTC, OrderSide.BUY, Fixed.parse("100"), "tl-ab-4-E1"))));
    assertEquals(
        Ground.WOULD_TRIGGER,
        rejected(
            rig.usdm.placeAlgo(
                AlgoOrder.closingStop(
                    BTC, OrderSide.SELL, PositionSide.BOTH, off(now, "1.1"), "tl-ab-4-S0"))));
    assertEquals(
        Ground.WOULD_NOT_REST,
        rejected(
            rig.usdm.place(
                UsdmOrder.limit(BTC, OrderSide.BUY, LOT, off(now, "1.01"), "tl-ab-4-E2")
                    .timeInForce(TimeInForce.GTX))));
  }
}
