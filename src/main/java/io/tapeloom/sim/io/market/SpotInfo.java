package io.tapeloom.sim.io.market;

import io.tapeloom.sim.Listing;
import io.tapeloom.sim.spot.SpotRules;
import java.util.List;

/** The body of {@code /api/v3/exchangeInfo}. */
final class SpotInfo {
  private static final String ORDER_TYPES =
      "[\"LIMIT\",\"LIMIT_MAKER\",\"MARKET\",\"STOP_LOSS\",\"STOP_LOSS_LIMIT\",\"TAKE_PROFIT\","
          + "\"TAKE_PROFIT_LIMIT\"]";
  private static final int UNLIMITED = 1_000_000_000;

  private final int weightPerMinute;

  /** Takes the limit of USD-M; spot allows two and a half times as much. */
  SpotInfo(int weightPerMinute) {
    this.weightPerMinute = weightPerMinute;
  }

  String of(List<Board> boards, long time) {
    Json out = new Json().open().text("timezone", "UTC").number("serverTime", time);
    out.name("rateLimits").openArray();
    int weight = weightPerMinute == 0 ? UNLIMITED : weightPerMinute / 2 * 5;
    UsdmInfo.limit(out, "REQUEST_WEIGHT", "MINUTE", 1, weight);
    UsdmInfo.limit(out, "ORDERS", "SECOND", 10, 50);
    UsdmInfo.limit(out, "ORDERS", "DAY", 1, 160_000);
    UsdmInfo.limit(out, "RAW_REQUESTS", "MINUTE", 5, 300_000);
    out.closeArray().name("exchangeFilters").openArray().closeArray();
    out.name("symbols").openArray();
    boards.forEach(board -> symbol(out, SpotRules.of(board.listing())));
    return out.closeArray().name("sors").openArray().closeArray().close().toString();
  }

  private static void symbol(Json out, SpotRules rules) {
    Listing listing = rules.listing();
    out.open().text("symbol", listing.name()).text("status", "TRADING");
    out.text("baseAsset", listing.baseAsset()).number("baseAssetPrecision", 8);
    out.text("quoteAsset", listing.quoteAsset()).number("quotePrecision", 8);
    out.number("quoteAssetPrecision", 8).number("baseCommissionPrecision", 8);
    out.number("quoteCommissionPrecision", 8).name("orderTypes").plain(ORDER_TYPES);
    out.flag("icebergAllowed", true).flag("ocoAllowed", true).flag("otoAllowed", true);
    out.flag("opoAllowed", false).flag("quoteOrderQtyMarketAllowed", true);
    out.flag("allowTrailingStop", true).flag("cancelReplaceAllowed", true);
    out.flag("amendAllowed", true).flag("pegInstructionsAllowed", false);
    out.flag("isSpotTradingAllowed", true).flag("isMarginTradingAllowed", false);
    filters(out.name("filters"), rules);
    out.name("permissions").openArray().closeArray();
    out.name("permissionSets").plain("[[\"SPOT\"]]");
    out.text("defaultSelfTradePreventionMode", "EXPIRE_MAKER");
    out.name("allowedSelfTradePreventionModes")
        .plain("[\"NONE\",\"EXPIRE_TAKER\",\"EXPIRE_MAKER\",\"EXPIRE_BOTH\"]")
        .close();
  }

  /** The body of {@code /api/v3/myFilters}. */
  static String myFilters(Listing listing) {
    Json out = new Json().open().name("exchangeFilters").openArray().closeArray();
    filters(out.name("symbolFilters"), SpotRules.of(listing));
    return out.name("assetFilters").openArray().closeArray().close().toString();
  }

  private static void filters(Json out, SpotRules rules) {
    out.openArray();
    range(out, "PRICE_FILTER", "Price", "tickSize", rules.price());
    range(out, "LOT_SIZE", "Qty", "stepSize", rules.lot());
    out.open().text("filterType", "ICEBERG_PARTS").number("limit", rules.icebergParts()).close();
    range(out, "MARKET_LOT_SIZE", "Qty", "stepSize", rules.marketLot());
    trailing(out, rules.trailing());
    percent(out, rules.percent());
    notional(out, rules.notional());
    count(out, "MAX_NUM_ORDERS", "maxNumOrders", rules.counts().orders());
    count(out, "MAX_NUM_ORDER_LISTS", "maxNumOrderLists", rules.counts().lists());
    count(out, "MAX_NUM_ALGO_ORDERS", "maxNumAlgoOrders", rules.counts().algoOrders());
    count(out, "MAX_NUM_ORDER_AMENDS", "maxNumOrderAmends", rules.counts().amends());
    if (rules.maxPositionE8() > 0) {
      out.open().text("filterType", "MAX_POSITION");
      out.decimal("maxPosition", rules.maxPositionE8(), 8).close();
    }
    out.closeArray();
  }

  private static void range(
      Json out, String type, String what, String step, SpotRules.Range range) {
    out.open().text("filterType", type).decimal("min" + what, range.minE8(), 8);
    out.decimal("max" + what, range.maxE8(), 8).decimal(step, range.stepE8(), 8).close();
  }

  private static void trailing(Json out, SpotRules.Trailing trailing) {
    out.open().text("filterType", "TRAILING_DELTA");
    out.number("minTrailingAboveDelta", trailing.minAbove());
    out.number("maxTrailingAboveDelta", trailing.maxAbove());
    out.number("minTrailingBelowDelta", trailing.minBelow());
    out.number("maxTrailingBelowDelta", trailing.maxBelow()).close();
  }

  private static void percent(Json out, SpotRules.PercentBySide percent) {
    out.open().text("filterType", "PERCENT_PRICE_BY_SIDE");
    out.decimal("bidMultiplierUp", percent.bidUpE8(), 4);
    out.decimal("bidMultiplierDown", percent.bidDownE8(), 4);
    out.decimal("askMultiplierUp", percent.askUpE8(), 4);
    out.decimal("askMultiplierDown", percent.askDownE8(), 4);
    out.number("avgPriceMins", percent.averageMinutes()).close();
  }

  private static void notional(Json out, SpotRules.Notional notional) {
    out.open().text("filterType", "NOTIONAL").decimal("minNotional", notional.minE8(), 8);
    out.flag("applyMinToMarket", notional.minForMarket());
    out.decimal("maxNotional", notional.maxE8(), 8);
    out.flag("applyMaxToMarket", notional.maxForMarket());
    out.number("avgPriceMins", notional.averageMinutes()).close();
  }

  private static void count(Json out, String type, String name, long most) {
    out.open().text("filterType", type).number(name, most).close();
  }
}
