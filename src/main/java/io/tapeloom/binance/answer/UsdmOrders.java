package io.tapeloom.binance.answer;

import io.tapeloom.binance.wire.AsText;
import io.tapeloom.binance.wire.Field;
import io.tapeloom.kernel.Fixed;
import io.tapeloom.ledger.OrderSide;
import java.math.BigDecimal;
import java.util.Optional;

/** USD-M orders as the exchange answers about them. */
public final class UsdmOrders {
  private UsdmOrders() {}

  /**
   * The reply to placing, cancelling or changing an order; since June 2026 without its average
   * price.
   */
  public record Placed(
      String clientOrderId,
      Optional<Fixed> cumQty,
      Fixed executedQty,
      long orderId,
      Fixed origQty,
      Fixed price,
      boolean reduceOnly,
      OrderSide side,
      PositionSide positionSide,
      OrderStatus status,
      Optional<Fixed> stopPrice,
      Optional<Boolean> closePosition,
      String symbol,
      String timeInForce,
      String type,
      String origType,
      @Field("updateTime") long updateMs,
      String workingType,
      Optional<Boolean> priceProtect,
      Optional<String> priceMatch,
      Optional<String> selfTradePreventionMode,
      @Field("goodTillDate") Optional<Long> goodTillMs) {}

  /** An order as it stands. */
  public record Order(
      Optional<BigDecimal> avgPrice,
      String clientOrderId,
      Optional<BigDecimal> cumQuote,
      Fixed executedQty,
      long orderId,
      Fixed origQty,
      String origType,
      Fixed price,
      boolean reduceOnly,
      OrderSide side,
      PositionSide positionSide,
      OrderStatus status,
      Optional<Fixed> stopPrice,
      boolean closePosition,
      String symbol,
      @Field("time") long timeMs,
      String timeInForce,
      String type,
      Optional<Fixed> activatePrice,
      Optional<Fixed> priceRate,
      @Field("updateTime") long updateMs,
      String workingType,
      Optional<Boolean> priceProtect,
      Optional<String> priceMatch,
      Optional<String> selfTradePreventionMode,
      @Field("goodTillDate") Optional<Long> goodTillMs) {}

  /** One element of a batch: an order, or why there is none. */
  public record BatchItem(
      Optional<String> clientOrderId,
      Optional<Fixed> cumQty,
      Optional<Fixed> executedQty,
      Optional<Long> orderId,
      Optional<Fixed> origQty,
      Optional<Fixed> price,
      Optional<Boolean> reduceOnly,
      Optional<OrderSide> side,
      Optional<PositionSide> positionSide,
      Optional<OrderStatus> status,
      Optional<Fixed> stopPrice,
      Optional<Boolean> closePosition,
      Optional<String> symbol,
      Optional<String> timeInForce,
      Optional<String> type,
      Optional<String> origType,
      @Field("updateTime") Optional<Long> updateMs,
      Optional<String> workingType,
      Optional<Boolean> priceProtect,
      Optional<String> priceMatch,
      Optional<String> selfTradePreventionMode,
      @Field("goodTillDate") Optional<Long> goodTillMs,
      Optional<Integer> code,
      Optional<String> msg) {}

  /** A reply that says no more than that it was done. */
  public record Code(Optional<Integer> code, Optional<String> msg) {}

  /** A conditional order. */
  public record AlgoOrder(
      long algoId,
      String clientAlgoId,
      String algoType,
      Optional<String> orderType,
      String symbol,
      OrderSide side,
      PositionSide positionSide,
      String timeInForce,
      Fixed quantity,
      AlgoStatus algoStatus,
      Optional<String> actualOrderId,
      Optional<Fixed> actualPrice,
      Optional<String> actualType,
      Optional<Fixed> actualQty,
      Fixed triggerPrice,
      Optional<Fixed> price,
      Optional<Fixed> icebergQuantity,
      Optional<String> selfTradePreventionMode,
      String workingType,
      Optional<String> priceMatch,
      Optional<Boolean> closePosition,
      Optional<Boolean> priceProtect,
      boolean reduceOnly,
      @Field("createTime") long createMs,
      @Field("updateTime") long updateMs,
      @Field("triggerTime") Optional<Long> triggerMs,
      @Field("goodTillDate") Optional<Long> goodTillMs,
      Optional<Fixed> activatePrice,
      Optional<Fixed> callbackRate,
      @Field("type") Optional<String> type) {}

  /** The reply to cancelling a conditional order. */
  public record AlgoCanceled(
      long algoId, String clientAlgoId, @AsText Optional<Integer> code, Optional<String> msg) {}

  /** Part of an answer: change. */
  public record Change(Step price, Step origQty, int count, Optional<Long> modifyId) {}

  /** One change of an order. */
  public record Amendment(
      long amendmentId,
      String symbol,
      Optional<String> pair,
      long orderId,
      String clientOrderId,
      @Field("time") long timeMs,
      Change amendment) {}

  /** A value before and after a change. */
  public record Step(BigDecimal before, BigDecimal after) {}

  /** A running countdown to the cancel of all orders. */
  public record Countdown(String symbol, @AsText long countdownTime) {}

  /** A liquidation or deleveraging order of ours. */
  public record ForceOrder(
      long orderId,
      String symbol,
      OrderStatus status,
      String clientOrderId,
      Fixed price,
      Optional<BigDecimal> avgPrice,
      Fixed origQty,
      Fixed executedQty,
      Optional<BigDecimal> cumQuote,
      String timeInForce,
      String type,
      boolean reduceOnly,
      boolean closePosition,
      OrderSide side,
      PositionSide positionSide,
      Optional<Fixed> stopPrice,
      String workingType,
      String origType,
      @Field("time") long timeMs,
      @Field("updateTime") long updateMs) {}
}
