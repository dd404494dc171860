package io.tapeloom.gateway.ws;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Market;
import io.tapeloom.market.InstrumentSpec;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** One symbol that is recorded here, as charting clients want it described. */
record Listing(InstrumentSpec spec, SymbolName name) {
  static final String EXCHANGE = "BINANCE";
  private static final List<String> QUOTES = List.of("USDT", "USDC", "BTC", "ETH");

  static Listing of(InstrumentSpec spec) {
    Instrument instrument = spec.instrument();
    boolean perpetual = instrument.market() == Market.USDM;
    return new Listing(spec, new SymbolName(instrument.symbol().name(), perpetual));
  }

  Instrument instrument() {
    return spec.instrument();
  }

  /** TradingView's word for the kind of symbol. */
  String type() {
    return name.perpetual() ? "futures" : "spot";
  }

  /** System A's word for it. */
  String productType() {
    return name.perpetual() ? "FUTURES" : "SPOT";
  }

  String description() {
    String pair =
        quote()
            .map(q -> name.symbol().substring(0, name.symbol().length() - q.length()) + " / " + q)
            .orElse(name.symbol());
    return pair + (name.perpetual() ? " perpetual" : "");
  }

  /** The asset its prices are in, where the name tells. */
  Optional<String> quote() {
    String symbol = name.symbol();
    return QUOTES.stream().filter(q -> symbol.endsWith(q) && !symbol.equals(q)).findFirst();
  }

  /** How search shows it. */
  JsonObject found() {
    return new JsonObject()
        .put("symbol", name.ticker())
        .put("fullName", name.full())
        .put("description", description())
        .put("exchange", EXCHANGE)
        .put("ticker", name.full())
        .put("type", type());
  }

  /** TradingView's LibrarySymbolInfo. */
  JsonObject resolved() {
    long scale = scale(spec.tickE8());
    return new JsonObject()
        .put("name", name.ticker())
        .put("full_name", name.full())
        .put("ticker", name.full())
        .put("description", description())
        .put("type", type())
        .put("session", "24x7")
        .put("timezone", "Etc/UTC")
        .put("exchange", EXCHANGE)
        .put("listed_exchange", EXCHANGE)
        .put("format", "price")
        .put("pricescale", scale)
        .put("minmov", spec.tickE8() * scale / Fixed.ONE_E8)
        .put("volume_precision", String.valueOf(scale(spec.stepE8())).length() - 1)
        .put("has_intraday", true)
        .put("has_seconds", false)
        .put("has_daily", true)
        .put("has_weekly_and_monthly", true)
        .put("supported_resolutions", new JsonArray(TvInterval.codes()))
        .put("data_status", "streaming")
        .put("currency_code", quote().orElse(null));
  }

  /** The smallest power of ten that makes the grid a whole number. */
  private static long scale(long gridE8) {
    long scale = 1;
    while (gridE8 * scale % Fixed.ONE_E8 != 0) {
      scale *= 10;
    }
    return scale;
  }
}
