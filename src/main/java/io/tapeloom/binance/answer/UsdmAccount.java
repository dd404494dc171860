package io.tapeloom.binance.answer;

import io.tapeloom.binance.wire.AsNumber;
import io.tapeloom.binance.wire.AsText;
import io.tapeloom.binance.wire.Field;
import io.tapeloom.kernel.Fixed;
import io.tapeloom.ledger.OrderSide;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Account, positions and money on USD-M. */
public final class UsdmAccount {
  private UsdmAccount() {}

  /** Wallet of one asset. */
  public record Balance(
      String accountAlias,
      String asset,
      Fixed balance,
      Fixed crossWalletBalance,
      Fixed crossUnPnl,
      Fixed availableBalance,
      Fixed maxWithdrawAmount,
      @Field("updateTime") long updateMs) {}

  /** Part of an answer: asset. */
  public record Asset(
      String asset,
      Fixed walletBalance,
      Fixed unrealizedProfit,
      Fixed marginBalance,
      Fixed maintMargin,
      Fixed initialMargin,
      Fixed positionInitialMargin,
      Fixed openOrderInitialMargin,
      Fixed crossWalletBalance,
      Fixed crossUnPnl,
      Fixed availableBalance,
      Fixed maxWithdrawAmount,
      @Field("updateTime") long updateMs) {}

  /** Part of an answer: account position. */
  public record AccountPosition(
      String symbol,
      PositionSide positionSide,
      Fixed positionAmt,
      Fixed unrealizedProfit,
      Fixed isolatedMargin,
      BigDecimal notional,
      Fixed isolatedWallet,
      Fixed initialMargin,
      Fixed maintMargin,
      @Field("updateTime") long updateMs) {}

  /** Wallets, margins and positions; symbols without position or order are left out. */
  public record Account(
      Fixed totalInitialMargin,
      Fixed totalMaintMargin,
      Fixed totalWalletBalance,
      Fixed totalUnrealizedProfit,
      Fixed totalMarginBalance,
      Fixed totalPositionInitialMargin,
      Fixed totalOpenOrderInitialMargin,
      Fixed totalCrossWalletBalance,
      Fixed totalCrossUnPnl,
      Fixed availableBalance,
      Fixed maxWithdrawAmount,
      List<Asset> assets,
      List<AccountPosition> positions) {}

  /** Part of an answer: position v2 row. */
  public record PositionV2Row(
      String symbol,
      Fixed initialMargin,
      Fixed maintMargin,
      Fixed unrealizedProfit,
      Fixed positionInitialMargin,
      Fixed openOrderInitialMargin,
      @AsText int leverage,
      boolean isolated,
      BigDecimal entryPrice,
      BigDecimal maxNotional,
      BigDecimal bidNotional,
      BigDecimal askNotional,
      PositionSide positionSide,
      Fixed positionAmt,
      @Field("updateTime") long updateMs) {}

  /** The same with all symbols and permissions. */
  public record AccountV2(
      int feeTier,
      Optional<Boolean> feeBurn,
      boolean canTrade,
      boolean canDeposit,
      boolean canWithdraw,
      @Field("updateTime") long updateMs,
      boolean multiAssetsMargin,
      Fixed totalInitialMargin,
      Fixed totalMaintMargin,
      Fixed totalWalletBalance,
      Fixed totalUnrealizedProfit,
      Fixed totalMarginBalance,
      Fixed totalPositionInitialMargin,
      Fixed totalOpenOrderInitialMargin,
      Fixed totalCrossWalletBalance,
      Fixed totalCrossUnPnl,
      Fixed availableBalance,
      Fixed maxWithdrawAmount,
      List<Asset> assets,
      List<PositionV2Row> positions) {}

  /** A position with its risk. */
  public record Position(
      String symbol,
      PositionSide positionSide,
      Fixed positionAmt,
      BigDecimal entryPrice,
      BigDecimal breakEvenPrice,
      Fixed markPrice,
      Fixed unRealizedProfit,
      BigDecimal liquidationPrice,
      Fixed isolatedMargin,
      BigDecimal notional,
      String marginAsset,
      Fixed isolatedWallet,
      Fixed initialMargin,
      Fixed maintMargin,
      Fixed positionInitialMargin,
      Fixed openOrderInitialMargin,
      int adl,
      BigDecimal bidNotional,
      BigDecimal askNotional,
      @Field("updateTime") long updateMs) {}

  /** A position with its leverage and margin type. */
  public record PositionV2(
      BigDecimal entryPrice,
      Optional<BigDecimal> breakEvenPrice,
      String marginType,
      @AsText boolean isAutoAddMargin,
      Fixed isolatedMargin,
      @AsText int leverage,
      BigDecimal liquidationPrice,
      Fixed markPrice,
      BigDecimal maxNotionalValue,
      Fixed positionAmt,
      Optional<BigDecimal> notional,
      Optional<Fixed> isolatedWallet,
      String symbol,
      Fixed unRealizedProfit,
      PositionSide positionSide,
      @Field("updateTime") long updateMs) {}

  /** Permissions and modes. */
  public record Config(
      int feeTier,
      boolean canTrade,
      boolean canDeposit,
      boolean canWithdraw,
      boolean dualSidePosition,
      @Field("updateTime") long updateMs,
      boolean multiAssetsMargin) {}

  /** Leverage and margin type of a symbol. */
  public record SymbolConfig(
      String symbol,
      String marginType,
      boolean isAutoAddMargin,
      int leverage,
      BigDecimal maxNotionalValue) {}

  /** Hedge mode or one-way. */
  public record PositionMode(boolean dualSidePosition) {}

  /** Whether all assets are margin. */
  public record MultiAssetsMode(boolean multiAssetsMargin) {}

  /** Whether fees are paid in BNB. */
  public record FeeBurn(boolean feeBurn) {}

  /** The leverage that is now set. */
  public record Leverage(int leverage, BigDecimal maxNotionalValue, String symbol) {}

  /** Fee rates of a symbol. */
  public record Commission(
      String symbol,
      Fixed makerCommissionRate,
      Fixed takerCommissionRate,
      Optional<Fixed> rpiCommissionRate) {}

  /** One execution of ours. */
  public record Trade(
      boolean buyer,
      Fixed commission,
      String commissionAsset,
      long id,
      boolean maker,
      long orderId,
      Fixed price,
      Fixed qty,
      BigDecimal quoteQty,
      Fixed realizedPnl,
      OrderSide side,
      PositionSide positionSide,
      String symbol,
      @Field("time") long timeMs) {}

  /** One movement of the wallet. */
  public record Income(
      String symbol,
      String incomeType,
      Fixed income,
      String asset,
      String info,
      @Field("time") long timeMs,
      long tranId,
      String tradeId) {}

  /** One change of isolated margin. */
  public record MarginChange(
      String symbol,
      int type,
      String deltaType,
      Fixed amount,
      String asset,
      @Field("time") long timeMs,
      PositionSide positionSide) {}

  /** The reply to moving isolated margin. */
  public record MarginMoved(
      @AsNumber BigDecimal amount, Optional<Integer> code, Optional<String> msg, int type) {}

  /** Notional brackets of a symbol. */
  public record Brackets(
      String symbol, @AsNumber Optional<BigDecimal> notionalCoef, List<Bracket> brackets) {}

  /** One bracket: from a notional on, its leverage and maintenance margin. */
  public record Bracket(
      int bracket,
      int initialLeverage,
      @AsNumber BigDecimal notionalCap,
      @AsNumber BigDecimal notionalFloor,
      @AsNumber BigDecimal maintMarginRatio,
      @AsNumber BigDecimal cum) {}

  /** Place in the queue of deleveraging, 0 to 4. */
  public record AdlQuantile(String symbol, Map<String, Integer> adlQuantile) {}

  /** Risk of deleveraging of a symbol. */
  public record AdlRisk(String symbol, String adlRisk, @Field("updateTime") long updateMs) {}

  /** The name of a user stream. */
  public record ListenKey(String listenKey) {}

  /** Rules that limit an account that behaves badly. */
  public record TradingStatus(
      Map<String, List<Indicator>> indicators, @Field("updateTime") long updateMs) {}

  /** One measured rule. */
  public record Indicator(
      String indicator,
      boolean isLocked,
      @Field("plannedRecoverTime") long plannedRecoverMs,
      @AsNumber BigDecimal value,
      @AsNumber BigDecimal triggerValue) {}

  /** What may be withdrawn under portfolio margin. */
  public record PortfolioMargin(
      Fixed maxWithdrawAmountUSD, String asset, Fixed maxWithdrawAmount) {}

  /** The reply to keeping a user stream; older servers leave the key out. */
  public record KeptKey(Optional<String> listenKey) {}
}
