package io.tapeloom.binance.answer;

import io.tapeloom.binance.wire.Field;
import io.tapeloom.kernel.Fixed;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Account, sessions and executions on the spot market. */
public final class SpotAccount {
  private SpotAccount() {}

  /** Part of an answer: balance. */
  public record Balance(String asset, Fixed free, Fixed locked) {}

  /** Balances and permissions. */
  public record Account(
      int makerCommission,
      int takerCommission,
      int buyerCommission,
      int sellerCommission,
      Optional<SpotOrders.Rates> commissionRates,
      boolean canTrade,
      boolean canWithdraw,
      boolean canDeposit,
      boolean brokered,
      boolean requireSelfTradePrevention,
      boolean preventSor,
      @Field("updateTime") long updateMs,
      String accountType,
      List<Balance> balances,
      List<String> permissions) {}

  /** One execution of ours. */
  public record Trade(
      String symbol,
      long id,
      long orderId,
      long orderListId,
      Fixed price,
      Fixed qty,
      BigDecimal quoteQty,
      Fixed commission,
      String commissionAsset,
      @Field("time") long timeMs,
      boolean isBuyer,
      boolean isMaker) {}

  /** A trade with oneself that was prevented. */
  public record PreventedMatch(
      String symbol,
      long takerOrderId,
      Optional<String> makerSymbol,
      long makerOrderId,
      Optional<String> selfTradePreventionMode,
      Fixed price,
      Optional<Fixed> makerPreventedQuantity,
      @Field("transactTime") long transactMs) {}

  /** An execution by smart order routing. */
  public record Allocation(
      String symbol,
      long allocationId,
      String allocationType,
      long orderId,
      long orderListId,
      Fixed price,
      Fixed qty,
      BigDecimal quoteQty,
      Fixed commission,
      String commissionAsset,
      @Field("time") long timeMs,
      boolean isBuyer,
      boolean isMaker,
      boolean isAllocator) {}

  /** Who a WS-API session belongs to. */
  public record Session(
      Optional<String> apiKey,
      @Field("authorizedSince") Optional<Long> authorizedSinceMs,
      @Field("connectedSince") long connectedSinceMs,
      boolean returnRateLimits,
      @Field("serverTime") long serverMs,
      boolean userDataStream) {}

  /** A user stream on a WS-API session. */
  public record Subscription(int subscriptionId) {}

  /** What the key may do. */
  public record ApiRestrictions(
      boolean enableReading,
      boolean enableWithdrawals,
      boolean ipRestrict,
      Optional<Boolean> enableSpotAndMarginTrading,
      Optional<Boolean> enableFutures,
      @Field("createTime") Optional<Long> createdMs) {}
}
