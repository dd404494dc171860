package io.tapeloom.binance;

import io.tapeloom.kernel.Decimals;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Market;
import io.tapeloom.market.InstrumentSpec;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;

/** Reads tick and step out of exchangeInfo; precision fields are something else. */
final class ExchangeInfo {
  private ExchangeInfo() {}

  static List<InstrumentSpec> read(JsonObject info, List<Instrument> wanted) {
    List<JsonObject> symbols = objects(info, "symbols");
    return wanted.stream().map(instrument -> spec(instrument, symbols)).toList();
  }

  private static InstrumentSpec spec(Instrument instrument, List<JsonObject> symbols) {
    JsonObject symbol =
        symbols.stream()
            .filter(s -> instrument.symbol().name().equals(s.getString("symbol")))
            .filter(s -> instrument.market() == Market.SPOT || perpetual(s))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("the exchange does not list " + instrument));
    return new InstrumentSpec(
        instrument,
        filter(instrument, symbol, "PRICE_FILTER", "tickSize"),
        filter(instrument, symbol, "LOT_SIZE", "stepSize"));
  }

  private static boolean perpetual(JsonObject symbol) {
    return "PERPETUAL".equals(symbol.getString("contractType", "PERPETUAL"));
  }

  private static long filter(Instrument instrument, JsonObject symbol, String type, String field) {
    return objects(symbol, "filters").stream()
        .filter(f -> type.equals(f.getString("filterType")))
        .map(f -> Decimals.parseE8(f.getString(field)))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(instrument + " has no filter " + type));
  }

  private static List<JsonObject> objects(JsonObject parent, String field) {
    var array = parent.getJsonArray(field);
    if (array == null) {
      throw new IllegalArgumentException("expected a list of " + field + ", got none");
    }
    return IntStream.range(0, array.size()).mapToObj(array::getJsonObject).toList();
  }
}
