package io.tapeloom.binance.answer;

import io.tapeloom.binance.wire.Field;
import io.tapeloom.kernel.Fixed;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Market data of both markets that stands in REST and WS-API answers alike. */
public final class MarketFacts {
  private MarketFacts() {}

  /** The exchange's clock. */
  public record ServerTime(@Field("serverTime") long serverMs) {}

  /** One trade, as recent and historical trades list it. */
  public record Trade(
      long id,
      Fixed price,
      Fixed qty,
      BigDecimal quoteQty,
      @Field("time") long timeMs,
      boolean isBuyerMaker,
      Optional<Boolean> isRPITrade) {}

  /** Trades of one taker order at one price. */
  public record AggregateTrade(
      long a, Fixed p, Fixed q, Optional<Fixed> nq, long f, long l, long T, boolean m) {}

  /** A snapshot of the book; levels are best first. */
  public record Book(
      long lastUpdateId, List<Level> bids, List<Level> asks, Optional<Long> E, Optional<Long> T) {}

  /** Price of the last trade. */
  public record Price(String symbol, Fixed price, @Field("time") Optional<Long> timeMs) {}

  /** Best bid and ask. */
  public record BookTop(
      String symbol,
      Fixed bidPrice,
      Fixed bidQty,
      Fixed askPrice,
      Fixed askQty,
      @Field("time") Optional<Long> timeMs) {}

  /** Average price of the last minutes. */
  public record AveragePrice(int mins, Fixed price, @Field("closeTime") long closeMs) {}

  /** Statistics of the last 24 hours. */
  public record Ticker24h(
      String symbol,
      Fixed priceChange,
      BigDecimal priceChangePercent,
      BigDecimal weightedAvgPrice,
      Optional<Fixed> prevClosePrice,
      Fixed lastPrice,
      Fixed lastQty,
      Optional<Fixed> bidPrice,
      Optional<Fixed> bidQty,
      Optional<Fixed> askPrice,
      Optional<Fixed> askQty,
      Fixed openPrice,
      Fixed highPrice,
      Fixed lowPrice,
      BigDecimal volume,
      BigDecimal quoteVolume,
      @Field("openTime") long openMs,
      @Field("closeTime") long closeMs,
      long firstId,
      long lastId,
      int count) {}

  /** Statistics of a window or of a trading day. */
  public record WindowTicker(
      String symbol,
      @Field("openTime") long openMs,
      @Field("closeTime") long closeMs,
      long firstId,
      long lastId,
      int count,
      Fixed priceChange,
      BigDecimal priceChangePercent,
      BigDecimal weightedAvgPrice,
      Fixed openPrice,
      Fixed highPrice,
      Fixed lowPrice,
      Fixed lastPrice,
      BigDecimal volume,
      BigDecimal quoteVolume) {}

  /** One limit of the exchange and, where it is told, what is used of it. */
  public record RateLimit(
      String rateLimitType, String interval, int intervalNum, int limit, Optional<Integer> count) {}
}
