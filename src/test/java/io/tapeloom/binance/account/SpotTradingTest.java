package io.tapeloom.binance.account;

import static io.tapeloom.binance.account.ExchangeRig.BTC;
import static io.tapeloom.binance.account.ExchangeRig.accepted;
import static io.tapeloom.binance.account.ExchangeRig.await;
import static io.tapeloom.binance.account.ExchangeRig.off;
import static io.tapeloom.binance.account.ExchangeRig.rejected;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.binance.answer.OrderStatus;
import io.tapeloom.binance.answer.ReplaceResult;
import io.tapeloom.binance.answer.SpotAccount;
import io.tapeloom.binance.answer.SpotOrders;
import io.tapeloom.kernel.Fixed;
import io.tapeloom.ledger.OrderSide;
import io.tapeloom.ledger.Refusal.Ground;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Spot orders and account, asked of the simulated exchange. */
class SpotTradingTest {
  private static ExchangeRig rig;
  private static final Fixed TENTH = Fixed.parse("0.1");

  @BeforeAll
  static void open() {
    rig = new ExchangeRig();
  }

  @AfterAll
  static void close() {
    rig.close();
  }

  @Test
  void aMarketOrderFillsAndItsExecutionsAddUp() {
    await(rig.rest.syncClock(io.tapeloom.kernel.Market.USDM));
    SpotOrders.Placed placed =
        accepted(rig.spot.place(SpotOrder.market(BTC, OrderSide.BUY, TENTH, "tl-aa-1-E0")));
    assertEquals(Optional.of(OrderStatus.FILLED), placed.status());
    Fixed filled =
        placed.fills().orElseThrow().stream()
            .map(SpotOrders.Fill::qty)
            .reduce(Fixed.ZERO, Fixed::plus);
    assertEquals(TENTH, filled);
    List<SpotAccount.Trade> trades = await(rig.spot.tradesOf(BTC, placed.orderId()));
    assertEquals(placed.fills().orElseThrow().size(), trades.size());
    assertTrue(trades.stream().allMatch(t -> t.isBuyer() && !t.isMaker()));
    assertEquals(trades, await(rig.spot.myTrades(BTC, trades.getFirst().id())));
    SpotOrders.Order order = await(rig.spot.query(BTC, OrderRef.of("tl-aa-1-E0")));
    assertEquals(placed.orderId(), order.orderId());
    assertTrue(order.status().done());
    SpotAccount.Account account = await(rig.spot.account());
    assertTrue(account.balances().stream().anyMatch(b -> b.asset().equals("BTC")));
    assertEquals(BTC.name(), await(rig.spot.commission(BTC)).symbol());
    assertEquals(Map.of(), rig.catalogue.faults(), "every answer was as it should be");
  }

  @Test
  void aRestingOrderIsFoundReplacedAndCancelled() {
    Fixed low = off(rig.price(), "0.9");
    SpotOrder order = SpotOrder.limit(BTC, OrderSide.BUY, TENTH, low, "tl-aa-2-E0");
    SpotOrders.Placed placed = accepted(rig.spot.place(order));
    assertEquals(Optional.of(OrderStatus.NEW), placed.status());
    assertEquals(Ground.DUPLICATE, rejected(rig.spot.place(order)));
    assertTrue(
        await(rig.spot.openOrders(Optional.of(BTC))).stream()
            .anyMatch(o -> o.orderId() == placed.orderId()));
    SpotOrder better = SpotOrder.limit(BTC, OrderSide.BUY, TENTH, off(low, "1.01"), "tl-aa-2-E1");
    SpotOrders.Replaced replaced =
        accepted(rig.spot.replace(OrderRef.of(placed.orderId()), better));
    assertEquals(ReplaceResult.SUCCESS, replaced.cancelResult());
    assertEquals(ReplaceResult.SUCCESS, replaced.newOrderResult());
    SpotOrders.Canceled canceled = accepted(rig.spot.cancel(BTC, OrderRef.of("tl-aa-2-E1")));
    assertEquals(OrderStatus.CANCELED, canceled.status());
    assertEquals(Ground.NO_SUCH_ORDER, rejected(rig.spot.cancel(BTC, OrderRef.of("tl-aa-2-E1"))));
    rig.fault("half_replace", "cancelReplace");
    accepted(rig.spot.place(SpotOrder.limit(BTC, OrderSide.BUY, TENTH, low, "tl-aa-2-E2")));
    SpotOrders.Replaced half = accepted(rig.spot.replace(OrderRef.of("tl-aa-2-E2"), better));
    assertEquals(ReplaceResult.SUCCESS, half.cancelResult());
    assertEquals(ReplaceResult.FAILURE, half.newOrderResult());
    assertTrue(half.newOrderResponse().orElseThrow().code().orElseThrow() < 0);
  }

  @Test
  void listsAreCancelledTogether() {
    Fixed now = rig.price();
    SpotTrading.Oco oco =
        new SpotTrading.Oco(
            BTC,
            OrderSide.SELL,
            TENTH,
            off(now, "1.1"),
            off(now, "0.95"),
            off(now, "0.94"),
            "tl-aa-3-S0");
    SpotOrders.OrderList list = accepted(rig.spot.placeOco(oco));
    assertEquals(2, list.orders().size());
    SpotOrders.OrderList ended = accepted(rig.spot.cancelList(BTC, list.orderListId()));
    assertEquals("ALL_DONE", ended.listOrderStatus());
    Fixed low = off(now, "0.9");
    accepted(rig.spot.place(SpotOrder.limit(BTC, OrderSide.BUY, TENTH, low, "tl-aa-3-E0")));
    List<SpotOrders.OpenCancel> all = accepted(rig.spot.cancelAll(BTC));
    assertFalse(all.isEmpty());
    assertEquals(Ground.NO_SUCH_ORDER, rejected(rig.spot.cancelAll(BTC)));
  }

  @Test
  void refusalsHaveTheirGrounds() {
    SpotOrder dust = SpotOrder.market(BTC, OrderSide.BUY, Fixed.parse("0.00000017"), "tl-aa-4-E0");
    assertEquals(Ground.FILTER, rejected(rig.spot.place(dust)));
    SpotOrder huge = SpotOrder.market(BTC, OrderSide.SELL, Fixed.parse("50"), "tl-aa-4-E1");
    assertEquals(Ground.MARGIN, rejected(rig.spot.place(huge)));
    Fixed now = rig.price();
    SpotOrder taker =
        SpotOrder.of(BTC, OrderSide.BUY, SpotOrder.Type.LIMIT_MAKER, "tl-aa-4-E2")
            .qty(TENTH)
            .price(off(now, "1.02"));
    assertEquals(Ground.WOULD_NOT_REST, rejected(rig.spot.place(taker)));
    SpotOrder late =
        SpotOrder.stopLossLimit(
            BTC, OrderSide.SELL, TENTH, off(now, "1.05"), off(now, "1.04"), "tl-aa-4-S0");
    assertEquals(Ground.WOULD_TRIGGER, rejected(rig.spot.place(late)));
    assertEquals(
        Ground.CLOCK,
        rejected(
            rig.spot.place(
                SpotOrder.market(BTC, OrderSide.BUY, TENTH, "tl-aa-4-E3"),
                new Stamp(rig.rest.clock().millis() - 60_000, 2_000))));
  }
}
