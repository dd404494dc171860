package io.tapeloom.binance;

import io.tapeloom.kernel.Decimals;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.market.Kline;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;

/** Reads a page of klines: arrays of twelve, prices and sums as text. */
final class KlinePage {
  private KlinePage() {}

  static List<Kline> read(Instrument instrument, Interval interval, Buffer page) {
    JsonArray rows = new JsonArray(page);
    return IntStream.range(0, rows.size())
        .mapToObj(i -> row(instrument, interval, rows.getJsonArray(i)))
        .toList();
  }

  private static Kline row(Instrument instrument, Interval interval, JsonArray row) {
    return new Kline(
        instrument,
        interval,
        row.getLong(0),
        Decimals.parseE8(row.getString(1)),
        Decimals.parseE8(row.getString(2)),
        Decimals.parseE8(row.getString(3)),
        Decimals.parseE8(row.getString(4)),
        scaled(row.getString(5), 8),
        scaled(row.getString(7), 16),
        scaled(row.getString(9), 8),
        row.getLong(8),
        true,
        Kline.Source.KLINE);
  }

  private static BigInteger scaled(String text, int scale) {
    return new BigDecimal(text).movePointRight(scale).toBigIntegerExact();
  }
}
