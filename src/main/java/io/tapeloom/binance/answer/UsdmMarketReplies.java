package io.tapeloom.binance.answer;

import io.tapeloom.binance.wire.Shape;
import io.tapeloom.kernel.Market;
import java.util.List;

/** What USD-M answers about its market by REST. */
final class UsdmMarketReplies {
  private UsdmMarketReplies() {}

  static List<Reply<?>> all() {
    return List.of(
        get("GET /fapi/v1/ping", Shape.of(Done.class)),
        get("GET /fapi/v1/depth", Shape.of(MarketFacts.Book.class)),
        get("GET /fapi/v1/rpiDepth", Shape.of(MarketFacts.Book.class)),
        get("GET /fapi/v1/trades", Shape.of(MarketFacts.Trade.class).list()),
        get("GET /fapi/v1/historicalTrades", Shape.of(MarketFacts.Trade.class).list()),
        get("GET /fapi/v1/aggTrades", Shape.of(MarketFacts.AggregateTrade.class).list()),
        get("GET /fapi/v1/klines", Shape.of(Bar.class).list()),
        get("GET /fapi/v1/continuousKlines", Shape.of(Bar.class).list()),
        get("GET /fapi/v1/indexPriceKlines", Shape.of(Bar.class).list()),
        get("GET /fapi/v1/markPriceKlines", Shape.of(Bar.class).list()),
        get("GET /fapi/v1/premiumIndexKlines", Shape.of(PremiumBar.class).list()),
        get("GET /fapi/v1/premiumIndex", Shape.of(UsdmMarket.PremiumIndex.class).oneOrMore()),
        get("GET /fapi/v1/fundingRate", Shape.of(UsdmMarket.FundingRate.class).list()),
        get("GET /fapi/v1/fundingInfo", Shape.of(UsdmMarket.FundingInfo.class).list()),
        get("GET /fapi/v1/ticker/24hr", Shape.of(MarketFacts.Ticker24h.class).oneOrMore()),
        get("GET /fapi/v1/ticker/price", Shape.of(MarketFacts.Price.class).oneOrMore()),
        get("GET /fapi/v2/ticker/price", Shape.of(MarketFacts.Price.class).oneOrMore()),
        get("GET /fapi/v1/ticker/bookTicker", Shape.of(MarketFacts.BookTop.class).oneOrMore()),
        get("GET /fapi/v1/openInterest", Shape.of(UsdmMarket.OpenInterest.class)),
        get(
            "GET /futures/data/openInterestHist",
            Shape.of(UsdmMarket.OpenInterestPoint.class).list()),
        get(
            "GET /futures/data/topLongShortPositionRatio",
            Shape.of(UsdmMarket.LongShortRatio.class).list()),
        get(
            "GET /futures/data/topLongShortAccountRatio",
            Shape.of(UsdmMarket.LongShortRatio.class).list()),
        get(
            "GET /futures/data/globalLongShortAccountRatio",
            Shape.of(UsdmMarket.LongShortRatio.class).list()),
        get("GET /futures/data/takerlongshortRatio", Shape.of(UsdmMarket.TakerVolume.class).list()),
        get("GET /futures/data/basis", Shape.of(UsdmMarket.Basis.class).list()),
        get("GET /futures/data/delivery-price", Shape.of(UsdmMarket.Settlement.class).list()),
        get("GET /fapi/v1/assetIndex", Shape.of(UsdmMarket.AssetIndex.class).oneOrMore()),
        get("GET /fapi/v1/indexInfo", Shape.of(UsdmMarket.IndexInfo.class).oneOrMore()),
        get("GET /fapi/v1/constituents", Shape.of(UsdmMarket.Constituents.class)),
        get(
            "GET /fapi/v1/insuranceBalance",
            Shape.of(UsdmMarket.InsuranceBalance.class).oneOrMore()),
        get("GET /fapi/v1/tradingSchedule", Shape.of(UsdmMarket.TradingSchedule.class)));
  }

  private static <T> Reply<T> get(String name, Shape<T> shape) {
    return Reply.rest(Market.USDM, name, shape);
  }
}
