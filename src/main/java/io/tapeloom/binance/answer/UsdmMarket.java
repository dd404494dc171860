package io.tapeloom.binance.answer;

import io.tapeloom.binance.wire.AsNumber;
import io.tapeloom.binance.wire.Field;
import io.tapeloom.kernel.Fixed;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What only USD-M says of its market. */
public final class UsdmMarket {
  private UsdmMarket() {}

  /** A contract with its rules. */
  public record Symbol(
      String symbol,
      Optional<String> pair,
      String contractType,
      @Field("deliveryDate") long deliveryMs,
      @Field("onboardDate") long onboardMs,
      String status,
      BigDecimal maintMarginPercent,
      BigDecimal requiredMarginPercent,
      String baseAsset,
      String quoteAsset,
      String marginAsset,
      int pricePrecision,
      int quantityPrecision,
      int baseAssetPrecision,
      int quotePrecision,
      String underlyingType,
      List<String> underlyingSubType,
      Optional<Integer> settlePlan,
      Optional<BigDecimal> triggerProtect,
      List<Filter> filters,
      List<String> orderTypes,
      List<String> timeInForce,
      Optional<BigDecimal> liquidationFee,
      Optional<BigDecimal> marketTakeBound) {}

  /** Part of an answer: margin asset. */
  public record MarginAsset(String asset, BigDecimal autoAssetExchange) {}

  /** All contracts, limits and rules. */
  public record ExchangeInfo(
      List<MarketFacts.RateLimit> rateLimits,
      @Field("serverTime") long serverMs,
      List<MarginAsset> assets,
      List<Symbol> symbols,
      String timezone) {}

  /** Mark price, index price and funding. */
  public record PremiumIndex(
      String symbol,
      Fixed markPrice,
      Fixed indexPrice,
      Fixed estimatedSettlePrice,
      Fixed lastFundingRate,
      Fixed interestRate,
      @Field("nextFundingTime") long nextFundingMs,
      @Field("time") long timeMs) {}

  /** One funding. */
  public record FundingRate(
      String symbol,
      Fixed fundingRate,
      @Field("fundingTime") long fundingMs,
      Optional<Fixed> markPrice,
      Optional<String> rateType) {}

  /** Symbols whose funding differs from the rule. */
  public record FundingInfo(
      String symbol,
      Fixed adjustedFundingRateCap,
      Fixed adjustedFundingRateFloor,
      int fundingIntervalHours,
      boolean disclaimer) {}

  /** Contracts that are open. */
  public record OpenInterest(BigDecimal openInterest, String symbol, @Field("time") long timeMs) {}

  /** Open interest over time. */
  public record OpenInterestPoint(
      String symbol,
      BigDecimal sumOpenInterest,
      BigDecimal sumOpenInterestValue,
      @Field("timestamp") long timeMs) {}

  /** Accounts or positions, long against short. */
  public record LongShortRatio(
      String symbol,
      BigDecimal longShortRatio,
      BigDecimal longAccount,
      BigDecimal shortAccount,
      @Field("timestamp") long timeMs) {}

  /** Volume of takers that buy and that sell. */
  public record TakerVolume(
      BigDecimal buySellRatio,
      BigDecimal buyVol,
      BigDecimal sellVol,
      @Field("timestamp") long timeMs) {}

  /** Futures price against index. */
  public record Basis(
      Fixed indexPrice,
      String contractType,
      BigDecimal basisRate,
      Fixed futuresPrice,
      Optional<BigDecimal> annualizedBasisRate,
      Fixed basis,
      Optional<String> pair,
      @Field("timestamp") long timeMs) {}

  /** Price of an asset as margin. */
  public record AssetIndex(
      String symbol,
      @Field("time") long timeMs,
      BigDecimal index,
      BigDecimal bidBuffer,
      BigDecimal askBuffer,
      BigDecimal bidRate,
      BigDecimal askRate,
      BigDecimal autoExchangeBidBuffer,
      BigDecimal autoExchangeAskBuffer,
      BigDecimal autoExchangeBidRate,
      BigDecimal autoExchangeAskRate) {}

  /** What a composite index is made of. */
  public record IndexInfo(
      String symbol, @Field("time") long timeMs, String component, List<IndexPart> baseAssetList) {}

  /** One asset of a composite index. */
  public record IndexPart(
      String baseAsset,
      String quoteAsset,
      BigDecimal weightInQuantity,
      BigDecimal weightInPercentage) {}

  /** Where an index price comes from. */
  public record Constituents(
      String symbol, @Field("time") long timeMs, List<Constituent> constituents) {}

  /** One source of an index price. */
  public record Constituent(String exchange, String symbol) {}

  /** Delivery price of a contract. */
  public record Settlement(
      @Field("deliveryTime") long deliveryMs, @AsNumber BigDecimal deliveryPrice) {}

  /** The insurance fund. */
  public record InsuranceBalance(List<String> symbols, List<InsuranceAsset> assets) {}

  /** One asset of the insurance fund. */
  public record InsuranceAsset(
      String asset, BigDecimal marginBalance, @Field("updateTime") long updateMs) {}

  /** When markets of real-world assets trade. */
  public record TradingSchedule(
      @Field("updateTime") long updateMs, Map<String, Schedule> marketSchedules) {}

  /** Sessions of one market. */
  public record Schedule(List<ScheduledSession> sessions) {}

  /** One session. */
  public record ScheduledSession(
      @Field("startTime") long startMs, @Field("endTime") long endMs, String type) {}
}
