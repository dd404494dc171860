package io.tapeloom.binance.answer;

import io.tapeloom.binance.wire.Field;
import io.tapeloom.kernel.Fixed;
import java.util.List;
import java.util.Optional;

/** What only the spot market says of itself. */
public final class SpotMarket {
  private SpotMarket() {}

  /** A symbol with its rules. */
  public record Symbol(
      String symbol,
      String status,
      String baseAsset,
      int baseAssetPrecision,
      String quoteAsset,
      int quotePrecision,
      int quoteAssetPrecision,
      int baseCommissionPrecision,
      int quoteCommissionPrecision,
      List<String> orderTypes,
      boolean icebergAllowed,
      boolean ocoAllowed,
      Optional<Boolean> otoAllowed,
      Optional<Boolean> opoAllowed,
      boolean quoteOrderQtyMarketAllowed,
      Optional<Boolean> allowTrailingStop,
      Optional<Boolean> cancelReplaceAllowed,
      Optional<Boolean> amendAllowed,
      Optional<Boolean> pegInstructionsAllowed,
      boolean isSpotTradingAllowed,
      boolean isMarginTradingAllowed,
      List<Filter> filters,
      Optional<List<List<String>>> permissionSets,
      Optional<String> defaultSelfTradePreventionMode,
      Optional<List<String>> allowedSelfTradePreventionModes) {}

  /** All symbols, limits and rules. */
  public record ExchangeInfo(
      String timezone,
      @Field("serverTime") long serverMs,
      List<MarketFacts.RateLimit> rateLimits,
      List<Filter> exchangeFilters,
      List<Symbol> symbols) {}

  /** The filters that hold for this account. */
  public record MyFilters(
      List<Filter> exchangeFilters, List<Filter> symbolFilters, List<Filter> assetFilters) {}

  /** Part of an answer: rule. */
  public record Rule(
      String ruleType,
      Fixed bidLimitMultUp,
      Fixed bidLimitMultDown,
      Fixed askLimitMultUp,
      Fixed askLimitMultDown) {}

  /** Part of an answer: symbol rules. */
  public record SymbolRules(String symbol, List<Rule> rules) {}

  /** Price ranges in which orders execute. */
  public record ExecutionRules(List<SymbolRules> symbolRules) {}

  /** The price that filters refer to, where there is one. */
  public record ReferencePrice(
      String symbol, Optional<Fixed> referencePrice, @Field("timestamp") long timeMs) {}

  /** How the reference price is made. */
  public record ReferencePriceCalculation(
      String symbol,
      String calculationType,
      Optional<Integer> bucketCount,
      Optional<Long> bucketWidthMs,
      Optional<Long> externalCalculationId) {}
}
