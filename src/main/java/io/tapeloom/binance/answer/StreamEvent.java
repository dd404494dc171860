package io.tapeloom.binance.answer;

import io.tapeloom.binance.wire.AsNumber;
import io.tapeloom.binance.wire.Field;
import io.tapeloom.kernel.Fixed;
import io.tapeloom.ledger.OrderSide;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Market stream events of both markets; fields that only one of them sends are optional. */
public sealed interface StreamEvent {
  /** Trades of one taker order at one price; {@code nq} leaves out retail price improvement. */
  record AggregateTrade(
      @Field("E") long eventMs,
      @Field("s") String symbol,
      @Field("a") long aggregateId,
      @Field("p") Fixed price,
      @Field("q") Fixed qty,
      @Field("nq") Optional<Fixed> normalQty,
      @Field("f") long firstId,
      @Field("l") long lastId,
      @Field("T") long tradeMs,
      @Field("m") boolean buyerMaker)
      implements StreamEvent {}

  /** One trade; {@code X} tells market trades from prints of the insurance fund. */
  record Trade(
      @Field("E") long eventMs,
      @Field("s") String symbol,
      @Field("t") long tradeId,
      @Field("p") Fixed price,
      @Field("q") Fixed qty,
      @Field("T") long tradeMs,
      @Field("m") boolean buyerMaker,
      @Field("X") Optional<String> kind)
      implements StreamEvent {}

  /** Best bid and ask after a change; the spot market sends no times. */
  record BookTop(
      @Field("u") long updateId,
      @Field("s") String symbol,
      @Field("b") Fixed bidPrice,
      @Field("B") Fixed bidQty,
      @Field("a") Fixed askPrice,
      @Field("A") Fixed askQty,
      @Field("E") Optional<Long> eventMs,
      @Field("T") Optional<Long> transactionMs)
      implements StreamEvent {}

  /** Changed levels; a quantity of zero removes one. {@code pu} must be the last {@code u}. */
  record DepthUpdate(
      @Field("E") long eventMs,
      @Field("T") Optional<Long> transactionMs,
      @Field("s") String symbol,
      @Field("U") long firstUpdateId,
      @Field("u") long lastUpdateId,
      @Field("pu") Optional<Long> previousUpdateId,
      @Field("b") List<Level> bids,
      @Field("a") List<Level> asks)
      implements StreamEvent {}

  /** A bar as it grows. */
  record Kline(@Field("E") long eventMs, @Field("s") String symbol, @Field("k") KlineBar bar)
      implements StreamEvent {}

  /** A bar of a continuous contract. */
  record ContinuousKline(
      @Field("E") long eventMs,
      @Field("ps") String pair,
      @Field("ct") String contractType,
      @Field("k") KlineBar bar)
      implements StreamEvent {}

  /** The bar of a kline event; {@code x} says that it is closed. */
  record KlineBar(
      @Field("t") long openMs,
      @Field("T") long closeMs,
      @Field("i") String interval,
      @Field("f") long firstId,
      @Field("L") long lastId,
      @Field("o") Fixed openPrice,
      @Field("c") Fixed closePrice,
      @Field("h") Fixed highPrice,
      @Field("l") Fixed lowPrice,
      @Field("v") BigDecimal volume,
      @Field("n") long count,
      @Field("x") boolean closed,
      @Field("q") BigDecimal quoteVolume,
      @Field("V") BigDecimal takerVolume,
      @Field("Q") BigDecimal takerQuoteVolume) {}

  /** Mark price, index price and funding. */
  record MarkPrice(
      @Field("E") long eventMs,
      @Field("s") String symbol,
      @Field("p") Fixed markPrice,
      @Field("i") Fixed indexPrice,
      @Field("P") Fixed settlePrice,
      @Field("r") Optional<Fixed> fundingRate,
      @Field("T") long nextFundingMs)
      implements StreamEvent {}

  /** The newest liquidation of a symbol within a second. */
  record ForceOrder(@Field("E") long eventMs, @Field("o") Liquidation order)
      implements StreamEvent {}

  /** A liquidation order; its side is the order's, so SELL closed a long. */
  record Liquidation(
      @Field("s") String symbol,
      @Field("S") OrderSide side,
      @Field("o") String type,
      @Field("f") String timeInForce,
      @Field("q") Fixed qty,
      @Field("p") Fixed price,
      @Field("ap") BigDecimal averagePrice,
      @Field("X") OrderStatus status,
      @Field("l") Fixed lastQty,
      @Field("z") Fixed filledQty,
      @Field("T") long tradeMs) {}

  /** Statistics of a day or a window. */
  record Ticker(
      @Field("E") long eventMs,
      @Field("s") String symbol,
      @Field("p") Fixed priceChange,
      @Field("P") BigDecimal priceChangePercent,
      @Field("w") BigDecimal averagePrice,
      @Field("c") Fixed lastPrice,
      @Field("Q") Optional<Fixed> lastQty,
      @Field("o") Fixed openPrice,
      @Field("h") Fixed highPrice,
      @Field("l") Fixed lowPrice,
      @Field("v") BigDecimal volume,
      @Field("q") BigDecimal quoteVolume,
      @Field("O") long openMs,
      @Field("C") long closeMs,
      @Field("F") long firstId,
      @Field("L") long lastId,
      @Field("n") long count)
      implements StreamEvent {}

  /** The least of a day's statistics. */
  record MiniTicker(
      @Field("E") long eventMs,
      @Field("s") String symbol,
      @Field("c") Fixed lastPrice,
      @Field("o") Fixed openPrice,
      @Field("h") Fixed highPrice,
      @Field("l") Fixed lowPrice,
      @Field("v") BigDecimal volume,
      @Field("q") BigDecimal quoteVolume)
      implements StreamEvent {}

  /** Average price of the last minutes, spot. */
  record AveragePrice(
      @Field("E") long eventMs,
      @Field("s") String symbol,
      @Field("i") String interval,
      @Field("w") Fixed averagePrice,
      @Field("T") long lastTradeMs)
      implements StreamEvent {}

  /** A trade agreed outside the book, spot. */
  record BlockTrade(
      @Field("E") long eventMs,
      @Field("s") String symbol,
      @Field("t") long tradeId,
      @Field("p") Fixed price,
      @Field("q") Fixed qty,
      @Field("T") long tradeMs,
      @Field("m") boolean buyerMaker)
      implements StreamEvent {}

  /** The price that filters refer to, spot. */
  record ReferencePrice(
      @Field("s") String symbol, @Field("r") Optional<Fixed> price, @Field("t") long timeMs)
      implements StreamEvent {}

  /** Price of an asset as margin, USD-M. */
  record AssetIndex(
      @Field("E") long eventMs,
      @Field("s") String symbol,
      @Field("i") BigDecimal index,
      @Field("b") BigDecimal bidBuffer,
      @Field("a") BigDecimal askBuffer,
      @Field("B") BigDecimal bidRate,
      @Field("A") BigDecimal askRate)
      implements StreamEvent {}

  /** A composite index and its parts, USD-M. */
  record CompositeIndex(
      @Field("E") long eventMs,
      @Field("s") String symbol,
      @Field("p") BigDecimal price,
      @Field("C") String kind,
      @Field("c") List<Part> parts)
      implements StreamEvent {}

  /** One asset of a composite index. */
  record Part(
      @Field("b") String baseAsset,
      @Field("q") String quoteAsset,
      @Field("w") BigDecimal quantity,
      @Field("W") BigDecimal share,
      @Field("i") BigDecimal index) {}

  /** A contract was listed, changed or ended, USD-M. */
  record ContractInfo(
      @Field("E") long eventMs,
      @Field("s") String symbol,
      @Field("ct") String contractType,
      @Field("dt") long deliveryMs,
      @Field("ot") long onboardMs,
      @Field("cs") String status,
      @Field("bks") Optional<List<ContractBracket>> brackets)
      implements StreamEvent {}

  /** One notional bracket of a contract. */
  record ContractBracket(
      @Field("bs") int bracket,
      @Field("bnf") long floor,
      @Field("bnc") long cap,
      @Field("mmr") @AsNumber BigDecimal maintenanceRatio,
      @Field("mi") int leastLeverage,
      @Field("ma") int mostLeverage) {}

  /** A session of a market of real-world assets began, USD-M. */
  record TradingSession(
      @Field("E") long eventMs,
      @Field("t") long startMs,
      @Field("T") long endMs,
      @Field("S") String session)
      implements StreamEvent {}

  /** The best levels of a book, spot; which book, only the stream's name says. */
  record PartialBook(
      @Field("lastUpdateId") long updateId,
      @Field("bids") List<Level> bids,
      @Field("asks") List<Level> asks)
      implements StreamEvent {}
}
