package io.tapeloom.binance.answer;

import io.tapeloom.binance.wire.Field;
import io.tapeloom.kernel.Fixed;
import io.tapeloom.ledger.OrderSide;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Something the exchange tells an account unasked, on a user stream of either market. */
public sealed interface UserEvent {
  /** When the exchange sent it, ms. */
  long eventMs();

  /** Spot: something happened to an order. */
  record SpotExecution(
      @Field("E") long eventMs,
      @Field("s") String symbol,
      @Field("c") String clientOrderId,
      @Field("C") String originalClientOrderId,
      @Field("S") OrderSide side,
      @Field("o") String type,
      @Field("f") String timeInForce,
      @Field("q") Fixed qty,
      @Field("p") Fixed price,
      @Field("P") Fixed stopPrice,
      @Field("x") Execution execution,
      @Field("X") OrderStatus status,
      @Field("r") String rejectReason,
      @Field("i") long orderId,
      @Field("g") Optional<Long> orderListId,
      @Field("l") Fixed lastQty,
      @Field("z") Fixed filledQty,
      @Field("L") Fixed lastPrice,
      @Field("n") Fixed commission,
      @Field("N") Optional<String> commissionAsset,
      @Field("T") long transactionMs,
      @Field("t") long tradeId,
      @Field("w") boolean working,
      @Field("m") boolean maker,
      @Field("Z") BigDecimal filledQuote,
      @Field("eR") Optional<String> expiryReason)
      implements UserEvent {}

  /** Spot: balances after a change, only those that may have changed. */
  record SpotBalances(
      @Field("E") long eventMs, @Field("u") long updateMs, @Field("B") List<SpotBalance> balances)
      implements UserEvent {}

  /** Spot: one balance. */
  record SpotBalance(@Field("a") String asset, @Field("f") Fixed free, @Field("l") Fixed locked) {}

  /** Spot: a deposit, withdrawal or transfer. */
  record SpotTransfer(
      @Field("E") long eventMs,
      @Field("a") String asset,
      @Field("d") Fixed delta,
      @Field("T") long clearedMs)
      implements UserEvent {}

  /** Spot: something happened to a list of orders. */
  record SpotList(
      @Field("E") long eventMs,
      @Field("s") String symbol,
      @Field("g") long orderListId,
      @Field("c") String contingencyType,
      @Field("l") String statusType,
      @Field("L") String orderStatus,
      @Field("r") String rejectReason,
      @Field("C") String clientListId,
      @Field("T") long transactionMs,
      @Field("O") List<ListedOrder> orders)
      implements UserEvent {}

  /** Spot: one order of a list. */
  record ListedOrder(
      @Field("s") String symbol, @Field("i") long orderId, @Field("c") String clientOrderId) {}

  /** Spot: the exchange ends this user stream. */
  record SpotTerminated(@Field("E") long eventMs) implements UserEvent {}

  /** USD-M: something happened to an order. */
  record OrderUpdate(
      @Field("E") long eventMs, @Field("T") long transactionMs, @Field("o") UsdmExecution order)
      implements UserEvent {}

  /** USD-M: the order of an {@link OrderUpdate}. */
  record UsdmExecution(
      @Field("s") String symbol,
      @Field("c") String clientOrderId,
      @Field("S") OrderSide side,
      @Field("o") String type,
      @Field("f") String timeInForce,
      @Field("q") Fixed qty,
      @Field("p") Fixed price,
      @Field("ap") BigDecimal averagePrice,
      @Field("sp") Fixed stopPrice,
      @Field("x") Execution execution,
      @Field("X") OrderStatus status,
      @Field("i") long orderId,
      @Field("l") Fixed lastQty,
      @Field("z") Fixed filledQty,
      @Field("L") Fixed lastPrice,
      @Field("N") Optional<String> commissionAsset,
      @Field("n") Optional<Fixed> commission,
      @Field("T") long tradeMs,
      @Field("t") long tradeId,
      @Field("m") boolean maker,
      @Field("R") boolean reduceOnly,
      @Field("wt") String workingType,
      @Field("ot") String originalType,
      @Field("ps") PositionSide positionSide,
      @Field("cp") Optional<Boolean> closePosition,
      @Field("rp") Fixed realizedProfit) {
    /** True for orders that the exchange makes to liquidate, deleverage or settle a position. */
    public boolean forced() {
      return clientOrderId.startsWith("autoclose-")
          || clientOrderId.startsWith("adl_autoclose")
          || clientOrderId.startsWith("settlement_autoclose-")
          || clientOrderId.startsWith("delivery_autoclose-");
    }
  }

  /** USD-M: a fill, sooner and with less than {@link OrderUpdate}. */
  record TradeLite(
      @Field("E") long eventMs,
      @Field("T") long transactionMs,
      @Field("s") String symbol,
      @Field("q") Fixed qty,
      @Field("p") Fixed price,
      @Field("m") boolean maker,
      @Field("c") String clientOrderId,
      @Field("S") OrderSide side,
      @Field("L") Fixed lastPrice,
      @Field("l") Fixed lastQty,
      @Field("t") long tradeId,
      @Field("i") long orderId)
      implements UserEvent {}

  /** USD-M: balances and positions after a change, only those that changed. */
  record AccountUpdate(
      @Field("E") long eventMs, @Field("T") long transactionMs, @Field("a") Changes changes)
      implements UserEvent {}

  /** USD-M: what an {@link AccountUpdate} changed, and why. */
  record Changes(
      @Field("m") String reason,
      @Field("B") List<UsdmBalance> balances,
      @Field("P") List<UsdmPosition> positions) {}

  /** USD-M: one wallet. */
  record UsdmBalance(
      @Field("a") String asset,
      @Field("wb") Fixed wallet,
      @Field("cw") Fixed crossWallet,
      @Field("bc") Fixed change) {}

  /** USD-M: one position. */
  record UsdmPosition(
      @Field("s") String symbol,
      @Field("pa") Fixed amount,
      @Field("ep") BigDecimal entryPrice,
      @Field("bep") Optional<BigDecimal> breakEvenPrice,
      @Field("cr") Fixed accumulatedRealized,
      @Field("up") Fixed unrealized,
      @Field("mt") String marginType,
      @Field("iw") Fixed isolatedWallet,
      @Field("ps") PositionSide positionSide) {}

  /** USD-M: something happened to a conditional order. */
  record AlgoUpdate(
      @Field("E") long eventMs, @Field("T") long transactionMs, @Field("o") AlgoExecution order)
      implements UserEvent {}

  /** USD-M: the order of an {@link AlgoUpdate}. */
  record AlgoExecution(
      @Field("caid") String clientAlgoId,
      @Field("aid") long algoId,
      @Field("o") String type,
      @Field("s") String symbol,
      @Field("S") OrderSide side,
      @Field("ps") PositionSide positionSide,
      @Field("q") Fixed qty,
      @Field("X") AlgoStatus status,
      @Field("ai") Optional<String> actualOrderId,
      @Field("tp") Fixed triggerPrice,
      @Field("p") Fixed price,
      @Field("wt") String workingType,
      @Field("cp") boolean closePosition,
      @Field("R") boolean reduceOnly,
      @Field("ia") Optional<Boolean> activated,
      @Field("rm") Optional<String> rejectReason) {}

  /** USD-M: leverage of a symbol, or the multi-assets mode, was changed. */
  record ConfigUpdate(
      @Field("E") long eventMs,
      @Field("T") long transactionMs,
      @Field("ac") Optional<LeverageSet> leverage,
      @Field("ai") Optional<ModeSet> mode)
      implements UserEvent {}

  /** USD-M: the leverage of a symbol. */
  record LeverageSet(@Field("s") String symbol, @Field("l") int leverage) {}

  /** USD-M: the multi-assets mode. */
  record ModeSet(@Field("j") boolean multiAssets) {}

  /** USD-M: positions that are close to their liquidation. */
  record MarginCall(
      @Field("E") long eventMs,
      @Field("cw") Optional<Fixed> crossWallet,
      @Field("p") List<CalledPosition> positions)
      implements UserEvent {}

  /** USD-M: one position of a {@link MarginCall}. */
  record CalledPosition(
      @Field("s") String symbol,
      @Field("ps") PositionSide positionSide,
      @Field("pa") Fixed amount,
      @Field("mt") String marginType,
      @Field("mp") Fixed markPrice,
      @Field("up") Fixed unrealized,
      @Field("mm") Fixed maintenance) {}

  /** USD-M: the stream's key is no longer good. */
  record KeyExpired(@Field("E") long eventMs, @Field("listenKey") Optional<String> listenKey)
      implements UserEvent {}

  /** An event of a kind we do not act on. */
  record Other(@Field("E") long eventMs, @Field("e") String kind) implements UserEvent {}
}
