package io.tapeloom.binance.answer;

import io.tapeloom.binance.wire.Field;
import io.tapeloom.kernel.Fixed;
import io.tapeloom.ledger.OrderSide;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Spot orders as the exchange answers about them. */
public final class SpotOrders {
  private SpotOrders() {}

  /** An execution as the reply to an order lists it. */
  public record Fill(
      Fixed price, Fixed qty, Fixed commission, String commissionAsset, Optional<Long> tradeId) {}

  /** The reply to an order; an ACK holds the ids alone. */
  public record Placed(
      String symbol,
      long orderId,
      long orderListId,
      String clientOrderId,
      @Field("transactTime") long transactMs,
      Optional<Fixed> price,
      Optional<Fixed> origQty,
      Optional<Fixed> executedQty,
      Optional<Fixed> origQuoteOrderQty,
      Optional<BigDecimal> cummulativeQuoteQty,
      Optional<OrderStatus> status,
      Optional<String> timeInForce,
      Optional<String> type,
      Optional<OrderSide> side,
      @Field("workingTime") Optional<Long> workingMs,
      Optional<String> selfTradePreventionMode,
      Optional<List<Fill>> fills) {}

  /** An order as it stands. */
  public record Order(
      String symbol,
      long orderId,
      long orderListId,
      String clientOrderId,
      Fixed price,
      Fixed origQty,
      Fixed executedQty,
      Optional<Fixed> origQuoteOrderQty,
      BigDecimal cummulativeQuoteQty,
      OrderStatus status,
      String timeInForce,
      String type,
      OrderSide side,
      Optional<Fixed> stopPrice,
      Optional<Fixed> icebergQty,
      @Field("time") long timeMs,
      @Field("updateTime") long updateMs,
      boolean isWorking,
      @Field("workingTime") Optional<Long> workingMs,
      Optional<String> selfTradePreventionMode,
      Optional<String> expiryReason) {}

  /** The reply to a cancel. */
  public record Canceled(
      String symbol,
      long orderId,
      long orderListId,
      Optional<String> origClientOrderId,
      String clientOrderId,
      @Field("transactTime") long transactMs,
      Fixed price,
      Fixed origQty,
      Fixed executedQty,
      Optional<Fixed> origQuoteOrderQty,
      BigDecimal cummulativeQuoteQty,
      OrderStatus status,
      String timeInForce,
      String type,
      OrderSide side,
      Optional<String> selfTradePreventionMode,
      Optional<Fixed> icebergQty,
      Optional<Fixed> stopPrice,
      Optional<String> expiryReason) {}

  /** Both halves of a cancel-and-replace; a half that failed carries a code instead. */
  public record Replaced(
      ReplaceResult cancelResult,
      ReplaceResult newOrderResult,
      Optional<ReplaceHalf> cancelResponse,
      Optional<ReplaceHalf> newOrderResponse) {}

  /** One half of a cancel-and-replace: an order, or why there is none. */
  public record ReplaceHalf(
      Optional<Long> orderId,
      Optional<String> symbol,
      Optional<String> clientOrderId,
      Optional<String> origClientOrderId,
      Optional<OrderStatus> status,
      Optional<Fixed> executedQty,
      Optional<Integer> code,
      Optional<String> msg) {}

  /** Part of an answer: amended order. */
  public record AmendedOrder(
      String symbol,
      long orderId,
      long orderListId,
      Optional<String> origClientOrderId,
      String clientOrderId,
      Fixed price,
      Fixed qty,
      Fixed executedQty,
      Fixed preventedQty,
      Fixed quoteOrderQty,
      BigDecimal cumulativeQuoteQty,
      OrderStatus status,
      String timeInForce,
      String type,
      OrderSide side,
      @Field("workingTime") Optional<Long> workingMs,
      Optional<String> selfTradePreventionMode,
      Optional<Fixed> icebergQty,
      Optional<Fixed> stopPrice,
      Optional<String> expiryReason) {}

  /** Part of an answer: list order. */
  public record ListOrder(String symbol, long orderId, String clientOrderId) {}

  /** Part of an answer: list status. */
  public record ListStatus(
      long orderListId,
      String contingencyType,
      String listOrderStatus,
      String listClientOrderId,
      String symbol,
      List<ListOrder> orders) {}

  /** The reply to an amendment. */
  public record Amended(
      @Field("transactTime") long transactMs,
      Optional<Long> executionId,
      AmendedOrder amendedOrder,
      Optional<ListStatus> listStatus) {}

  /** One change of an order. */
  public record Amendment(
      String symbol,
      long orderId,
      long executionId,
      Optional<String> origClientOrderId,
      String newClientOrderId,
      Fixed origQty,
      Fixed newQty,
      @Field("time") long timeMs) {}

  /** Part of an answer: list report. */
  public record ListReport(
      String symbol,
      long orderId,
      long orderListId,
      String clientOrderId,
      @Field("transactTime") long transactMs,
      Fixed price,
      Fixed origQty,
      Fixed executedQty,
      Optional<Fixed> origQuoteOrderQty,
      BigDecimal cummulativeQuoteQty,
      OrderStatus status,
      String timeInForce,
      String type,
      OrderSide side,
      @Field("workingTime") Optional<Long> workingMs,
      Optional<String> selfTradePreventionMode,
      Optional<Fixed> stopPrice,
      Optional<Fixed> icebergQty) {}

  /** Orders that belong together, and the reply to placing or cancelling them. */
  public record OrderList(
      long orderListId,
      String contingencyType,
      Optional<String> listStatusType,
      String listOrderStatus,
      String listClientOrderId,
      @Field("transactionTime") long transactionMs,
      Optional<String> symbol,
      List<ListOrder> orders,
      Optional<List<ListReport>> orderReports) {}

  /** One entry of a cancel of all: an order, or a list of orders. */
  public record OpenCancel(
      String symbol,
      Optional<String> origClientOrderId,
      Optional<Long> orderId,
      long orderListId,
      Optional<String> clientOrderId,
      @Field("transactTime") Optional<Long> transactMs,
      Optional<Fixed> price,
      Optional<Fixed> origQty,
      Optional<Fixed> executedQty,
      Optional<Fixed> origQuoteOrderQty,
      Optional<BigDecimal> cummulativeQuoteQty,
      Optional<OrderStatus> status,
      Optional<String> timeInForce,
      Optional<String> type,
      Optional<OrderSide> side,
      Optional<String> selfTradePreventionMode,
      Optional<List<ListReport>> orderReports) {}

  /** Part of an answer: rates. */
  public record Rates(Fixed maker, Fixed taker, Fixed buyer, Fixed seller) {}

  /** Part of an answer: discount. */
  public record Discount(
      boolean enabledForAccount, boolean enabledForSymbol, String discountAsset, Fixed discount) {}

  /** Commission rates of a symbol. */
  public record Commissions(
      String symbol,
      Rates standardCommission,
      Optional<Rates> specialCommission,
      Optional<Rates> taxCommission,
      Discount discount) {}

  /** The reply to a test; empty unless rates were asked for. */
  public record TestedOrder(Optional<TestDiscount> discount) {}

  /** Whether fees are paid at a discount. */
  public record TestDiscount(
      boolean enabledForAccount, boolean enabledForSymbol, String discountAsset) {}
}
