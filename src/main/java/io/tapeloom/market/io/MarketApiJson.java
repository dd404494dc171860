package io.tapeloom.market.io;

import io.tapeloom.kernel.Decimals;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.data.Numeric;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;

/** Bars as columns of equal length. */
final class MarketApiJson {
  private MarketApiJson() {}

  static JsonObject bars(String symbol, String interval, MarketApiStore.Bars bars) {
    List<MarketApiStore.BarRow> rows = bars.rows();
    return prices(rows)
        .put("symbol", symbol)
        .put("interval", interval)
        .put("buy", column(rows, b -> sum(b.buyE8())))
        .put("vwap", column(rows, b -> b.vwap().map(MarketApiJson::text).orElse(null)))
        .put("source", column(rows, MarketApiStore.BarRow::source))
        .put("open", bars.open());
  }

  static JsonObject summary(List<MarketApiStore.BarRow> rows) {
    return prices(rows)
        .put("buy", column(rows, b -> sum(b.buyE8())))
        .put("sell", column(rows, b -> sum(b.volumeE8().subtract(b.buyE8()))))
        .put("delta", column(rows, b -> sum(b.buyE8().shiftLeft(1).subtract(b.volumeE8()))))
        .put("n", column(rows, MarketApiStore.BarRow::trades));
  }

  private static JsonObject prices(List<MarketApiStore.BarRow> rows) {
    return new JsonObject()
        .put("t", column(rows, MarketApiStore.BarRow::openMs))
        .put("o", column(rows, b -> Decimals.format(b.openE8())))
        .put("h", column(rows, b -> Decimals.format(b.highE8())))
        .put("l", column(rows, b -> Decimals.format(b.lowE8())))
        .put("c", column(rows, b -> Decimals.format(b.closeE8())))
        .put("v", column(rows, b -> sum(b.volumeE8())));
  }

  private static <T> JsonArray column(
      List<MarketApiStore.BarRow> rows, Function<MarketApiStore.BarRow, T> value) {
    JsonArray column = new JsonArray();
    rows.forEach(row -> column.add(value.apply(row)));
    return column;
  }

  private static String sum(BigInteger e8) {
    return e8.bitLength() < 64 ? Decimals.format(e8.longValue()) : plain(new BigDecimal(e8, 8));
  }

  private static String text(Numeric value) {
    return plain(value.bigDecimalValue());
  }

  private static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
