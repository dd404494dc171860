package io.tapeloom.market.io;

import io.tapeloom.kernel.Decimals;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.data.Numeric;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Bars as columns of equal length. */
final class MarketApiJson {
  private MarketApiJson() {}

  /** Written by hand: a thousand bars have eleven thousand values, and charts wait for them. */
  static Buffer bars(String symbol, String interval, MarketApiStore.Bars bars) {
    List<MarketApiStore.BarRow> rows = bars.rows();
    StringBuilder out = new StringBuilder(200 + rows.size() * 140);
    out.append("{\"symbol\":\"").append(symbol);
    out.append("\",\"interval\":\"").append(interval).append('"');
    write(out, "t", rows, (b, o) -> o.append(b.openMs()));
    write(out, "o", rows, (b, o) -> price(o, b.openE8()));
    write(out, "h", rows, (b, o) -> price(o, b.highE8()));
    write(out, "l", rows, (b, o) -> price(o, b.lowE8()));
    write(out, "c", rows, (b, o) -> price(o, b.closeE8()));
    write(out, "v", rows, (b, o) -> amount(o, b.volumeE8()));
    write(out, "buy", rows, (b, o) -> amount(o, b.buyE8()));
    write(out, "vwap", rows, (b, o) -> vwap(o, b));
    write(out, "source", rows, (b, o) -> o.append('"').append(b.source()).append('"'));
    out.append(",\"open\":").append(bars.open()).append('}');
    return Buffer.buffer(out.toString());
  }

  private static void write(
      StringBuilder out,
      String name,
      List<MarketApiStore.BarRow> rows,
      BiConsumer<MarketApiStore.BarRow, StringBuilder> value) {
    out.append(",\"").append(name).append("\":[");
    for (int i = 0; i < rows.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      value.accept(rows.get(i), out);
    }
    out.append(']');
  }

  private static void price(StringBuilder out, long e8) {
    out.append('"');
    Decimals.append(out, e8);
    out.append('"');
  }

  private static void amount(StringBuilder out, BigInteger e8) {
    if (e8.bitLength() < 64) {
      price(out, e8.longValue());
    } else {
      out.append('"').append(sum(e8)).append('"');
    }
  }

  private static void vwap(StringBuilder out, MarketApiStore.BarRow bar) {
    if (bar.vwap().isEmpty()) {
      out.append("null");
    } else {
      out.append('"').append(bar.vwap().get()).append('"');
    }
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

  /** A stored decimal as callers get it. */
  static String text(Numeric value) {
    return plain(value.bigDecimalValue());
  }

  private static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
