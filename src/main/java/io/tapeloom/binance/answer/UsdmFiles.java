package io.tapeloom.binance.answer;

import io.tapeloom.binance.wire.Field;
import java.math.BigDecimal;
import java.util.Optional;

/** Conversions and prepared histories on USD-M. */
public final class UsdmFiles {
  private UsdmFiles() {}

  /** A conversion that was taken. */
  public record AcceptedQuote(
      String orderId, @Field("createTime") long createMs, String orderStatus) {}

  /** A conversion as it stands. */
  public record ConvertOrder(
      long orderId,
      String orderStatus,
      String fromAsset,
      BigDecimal fromAmount,
      String toAsset,
      BigDecimal toAmount,
      BigDecimal ratio,
      BigDecimal inverseRatio,
      @Field("createTime") long createMs) {}

  /** Assets that can be converted. */
  public record ConvertPair(
      String fromAsset,
      String toAsset,
      BigDecimal fromAssetMinAmount,
      BigDecimal fromAssetMaxAmount,
      BigDecimal toAssetMinAmount,
      BigDecimal toAssetMaxAmount) {}

  /** A conversion that is offered. */
  public record Quote(
      String quoteId,
      BigDecimal ratio,
      BigDecimal inverseRatio,
      @Field("validTimestamp") long validMs,
      BigDecimal toAmount,
      BigDecimal fromAmount) {}

  /** A history that is being prepared. */
  public record DownloadId(
      @Field("avgCostTimestampOfLast30d") long avgCostTimestampOfLast30dMs, String downloadId) {}

  /** Where a prepared history lies. */
  public record DownloadLink(
      String downloadId,
      String status,
      String url,
      boolean notified,
      @Field("expirationTimestamp") long expirationMs,
      Optional<Boolean> isExpired) {}
}
