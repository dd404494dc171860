package io.tapeloom.sim.io.market;

import io.tapeloom.kernel.Decimals;
import io.tapeloom.sim.Listing;
import io.tapeloom.sim.usdm.UsdmRules;
import java.util.List;

/** The body of {@code /fapi/v1/exchangeInfo}. */
final class UsdmInfo {
  private static final long ONBOARD_MS = 1_569_398_400_000L;
  private static final long DELIVERY_MS = 4_133_404_800_000L;
  private static final int UNLIMITED = 1_000_000_000;
  private static final String ORDER_TYPES =
      "[\"LIMIT\",\"MARKET\",\"STOP\",\"STOP_MARKET\",\"TAKE_PROFIT\",\"TAKE_PROFIT_MARKET\","
          + "\"TRAILING_STOP_MARKET\"]";

  private final int weightPerMinute;

  UsdmInfo(int weightPerMinute) {
    this.weightPerMinute = weightPerMinute;
  }

  String of(List<Board> boards, long nowMs) {
    Json out = new Json().open().name("exchangeFilters").openArray().closeArray();
    out.name("rateLimits").openArray();
    int weight = weightPerMinute == 0 ? UNLIMITED : weightPerMinute;
    limit(out, "REQUEST_WEIGHT", "MINUTE", 1, weight);
    limit(out, "ORDERS", "MINUTE", 1, 1_200);
    limit(out, "ORDERS", "SECOND", 10, 300);
    out.closeArray().number("serverTime", nowMs).text("futuresType", "U_MARGINED");
    out.name("assets").openArray();
    asset(out, "USDT", "-10000");
    asset(out, "BNB", "-10");
    out.closeArray().name("symbols").openArray();
    boards.forEach(board -> symbol(out, UsdmRules.of(board.listing())));
    return out.closeArray().text("timezone", "UTC").close().toString();
  }

  static void limit(Json out, String type, String interval, int number, int most) {
    out.open().text("rateLimitType", type).text("interval", interval);
    out.number("intervalNum", number).number("limit", most).close();
  }

  private static void asset(Json out, String name, String exchangedBelow) {
    out.open().text("asset", name).flag("marginAvailable", true);
    out.text("autoAssetExchange", exchangedBelow).close();
  }

  private static void symbol(Json out, UsdmRules rules) {
    Listing listing = rules.listing();
    out.open().text("symbol", listing.name()).text("pair", listing.name());
    out.text("contractType", "PERPETUAL").number("deliveryDate", DELIVERY_MS);
    out.number("onboardDate", ONBOARD_MS).text("status", "TRADING");
    out.text("maintMarginPercent", "2.5000").text("requiredMarginPercent", "5.0000");
    out.text("baseAsset", listing.baseAsset()).text("quoteAsset", listing.quoteAsset());
    out.text("marginAsset", listing.quoteAsset());
    out.number("pricePrecision", listing.priceDecimals());
    out.number("quantityPrecision", listing.qtyDecimals());
    out.number("baseAssetPrecision", 8).number("quotePrecision", 8);
    out.text("underlyingType", "COIN").name("underlyingSubType").openArray().closeArray();
    out.number("settlePlan", 0).decimal("triggerProtect", rules.triggerProtectE8(), 4);
    out.decimal("liquidationFee", rules.liquidationFeeE8(), 6);
    out.decimal("marketTakeBound", rules.marketTakeBoundE8(), 2);
    filters(out.name("filters"), rules);
    out.name("orderTypes").plain(ORDER_TYPES);
    out.name("timeInForce").plain("[\"GTC\",\"IOC\",\"FOK\",\"GTX\",\"GTD\"]").close();
  }

  private static void filters(Json out, UsdmRules rules) {
    Listing listing = rules.listing();
    int decimals = listing.priceDecimals();
    out.openArray().open().text("filterType", "PRICE_FILTER");
    out.decimal("minPrice", rules.minPriceE8(), decimals);
    out.decimal("maxPrice", rules.maxPriceE8(), decimals);
    out.decimal("tickSize", listing.tickE8(), decimals).close();
    lot(out, "LOT_SIZE", rules, rules.maxQtyE8());
    lot(out, "MARKET_LOT_SIZE", rules, rules.marketMaxQtyE8());
    out.open().text("filterType", "MAX_NUM_ORDERS").number("limit", UsdmRules.MAX_ORDERS).close();
    out.open().text("filterType", "MIN_NOTIONAL");
    out.text("notional", Decimals.format(rules.minNotionalE8())).close();
    out.open().text("filterType", "PERCENT_PRICE");
    out.decimal("multiplierUp", rules.multiplierUpE8(), 4);
    out.decimal("multiplierDown", rules.multiplierDownE8(), 4);
    out.text("multiplierDecimal", "4").close().closeArray();
  }

  private static void lot(Json out, String type, UsdmRules rules, long mostE8) {
    int decimals = rules.listing().qtyDecimals();
    out.open().text("filterType", type).decimal("minQty", rules.minQtyE8(), decimals);
    out.decimal("maxQty", mostE8, decimals);
    out.decimal("stepSize", rules.listing().stepE8(), decimals).close();
  }
}
