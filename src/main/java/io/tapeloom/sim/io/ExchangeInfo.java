package io.tapeloom.sim.io;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.Listing;
import io.tapeloom.sim.Tape;
import io.tapeloom.sim.TradeSource;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;

/** The body of {@code /fapi/v1/exchangeInfo}. */
final class ExchangeInfo {
  private static final long ONBOARD_MS = 1_569_398_400_000L;
  private static final long DELIVERY_MS = 4_133_404_800_000L;

  private ExchangeInfo() {}

  static JsonObject of(TradeSource source, int weightPerMinute, long nowMs) {
    JsonArray symbols = new JsonArray();
    for (Tape tape : source.tapes(Market.USDM)) {
      symbols.add(symbol(tape.listing()));
    }
    return new JsonObject()
        .put("exchangeFilters", new JsonArray())
        .put("rateLimits", rateLimits(weightPerMinute))
        .put("serverTime", nowMs)
        .put("assets", assets())
        .put("symbols", symbols)
        .put("timezone", "UTC");
  }

  private static JsonArray rateLimits(int weightPerMinute) {
    int weight = weightPerMinute == 0 ? 1_000_000_000 : weightPerMinute;
    return new JsonArray()
        .add(rateLimit("MINUTE", 1, weight, "REQUEST_WEIGHT"))
        .add(rateLimit("MINUTE", 1, 1200, "ORDERS"))
        .add(rateLimit("SECOND", 10, 300, "ORDERS"));
  }

  private static JsonObject rateLimit(String interval, int number, int limit, String type) {
    return new JsonObject()
        .put("interval", interval)
        .put("intervalNum", number)
        .put("limit", limit)
        .put("rateLimitType", type);
  }

  private static JsonArray assets() {
    return new JsonArray()
        .add(
            new JsonObject()
                .put("asset", "USDT")
                .put("marginAvailable", true)
                .put("autoAssetExchange", "-10000"));
  }

  private static JsonObject symbol(Listing listing) {
    return new JsonObject()
        .put("symbol", listing.name())
        .put("pair", listing.name())
        .put("contractType", "PERPETUAL")
        .put("deliveryDate", DELIVERY_MS)
        .put("onboardDate", ONBOARD_MS)
        .put("status", "TRADING")
        .put("maintMarginPercent", "2.5000")
        .put("requiredMarginPercent", "5.0000")
        .put("baseAsset", listing.baseAsset())
        .put("quoteAsset", quote(listing))
        .put("marginAsset", quote(listing))
        .put("pricePrecision", listing.priceDecimals())
        .put("quantityPrecision", listing.qtyDecimals())
        .put("baseAssetPrecision", 8)
        .put("quotePrecision", 8)
        .put("underlyingType", "COIN")
        .put("underlyingSubType", new JsonArray())
        .put("settlePlan", 0)
        .put("triggerProtect", "0.0500")
        .put("liquidationFee", "0.012500")
        .put("marketTakeBound", "0.05")
        .put("filters", filters(listing))
        .put("orderTypes", new JsonArray().add("LIMIT").add("MARKET"))
        .put("timeInForce", new JsonArray().add("GTC").add("IOC").add("FOK").add("GTX").add("GTD"));
  }

  private static String quote(Listing listing) {
    return listing.name().substring(listing.baseAsset().length());
  }

  private static JsonArray filters(Listing listing) {
    String tick = Texts.decimal(listing.tickE8(), listing.priceDecimals());
    String step = Texts.decimal(listing.stepE8(), listing.qtyDecimals());
    return new JsonArray()
        .add(
            filter("PRICE_FILTER")
                .put("minPrice", tick)
                .put("maxPrice", most(tick))
                .put("tickSize", tick))
        .add(lot("LOT_SIZE", step, "1000000"))
        .add(lot("MARKET_LOT_SIZE", step, "120000"))
        .add(filter("MAX_NUM_ORDERS").put("limit", 200))
        .add(
            filter("MIN_NOTIONAL").put("notional", listing.baseAsset().equals("BTC") ? "100" : "5"))
        .add(
            filter("PERCENT_PRICE")
                .put("multiplierUp", "1.0500")
                .put("multiplierDown", "0.9500")
                .put("multiplierDecimal", "4"));
  }

  private static JsonObject lot(String type, String step, String steps) {
    String most = new BigDecimal(step).multiply(new BigDecimal(steps)).toPlainString();
    return filter(type).put("stepSize", step).put("maxQty", most).put("minQty", step);
  }

  private static String most(String tick) {
    return new BigDecimal(tick).multiply(new BigDecimal(100_000_000)).toPlainString();
  }

  private static JsonObject filter(String type) {
    return new JsonObject().put("filterType", type);
  }
}
