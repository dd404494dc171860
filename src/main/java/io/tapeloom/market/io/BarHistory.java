package io.tapeloom.market.io;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.market.Kline;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Stored bars as other doors want them: whole, without anything beside them. */
public final class BarHistory {
  static final String NEWEST =
      """
      SELECT b.open_ms, b.open_e8, b.high_e8, b.low_e8, b.close_e8, b.volume_e8, b.quote_e16,
        b.taker_buy_e8, b.trades, b.source,
        (SELECT COALESCE(max(m.open_ms) + 60000, 0) FROM bar m
         WHERE m.instrument_id = $1 AND m.interval_ms = 60000) AS closed_ms
      FROM (SELECT * FROM bar
            WHERE instrument_id = $1 AND interval_ms = $2 AND open_ms >= $3 AND open_ms < $4
            ORDER BY open_ms DESC LIMIT $5) b
      ORDER BY b.open_ms
      """;

  static final String SIGNED_VOLUME =
      """
      SELECT COALESCE(sum(CASE WHEN close_e8 > before THEN volume_e8
                               WHEN close_e8 < before THEN -volume_e8 ELSE 0 END), 0) AS signed
      FROM (SELECT close_e8, volume_e8, lag(close_e8) OVER (ORDER BY open_ms) AS before FROM bar
            WHERE instrument_id = $1 AND interval_ms = $2 AND open_ms <= $3) b
      """;

  private final Pool pool;
  private final Map<Instrument, Short> ids;

  /**
   * Bars over that pool.
   *
   * @param ids rows of {@code instrument}
   */
  public BarHistory(Pool pool, Map<Instrument, Short> ids) {
    this.pool = pool;
    this.ids = Map.copyOf(ids);
  }

  /** The newest {@code limit} bars that start in {@code [fromMs, toMs)}, oldest first. */
  public Future<List<Kline>> newest(
      Instrument instrument, Interval interval, long fromMs, long toMs, int limit) {
    Short id = ids.get(instrument);
    if (id == null) {
      return Future.succeededFuture(List.of());
    }
    return pool.preparedQuery(NEWEST)
        .execute(Tuple.of(id, (int) interval.ms(), fromMs, toMs, limit))
        .map(rows -> klines(instrument, interval, rows));
  }

  /**
   * Volume in 1e-8 of all bars that closed higher than the one before less that of those that
   * closed lower, up to the bar that starts then.
   */
  public Future<BigInteger> signedVolumeE8(
      Instrument instrument, Interval interval, long lastOpenMs) {
    return pool.preparedQuery(SIGNED_VOLUME)
        .execute(Tuple.of(ids.get(instrument), (int) interval.ms(), lastOpenMs))
        .map(rows -> rows.iterator().next().get(Numeric.class, "signed").bigIntegerValue());
  }

  private static List<Kline> klines(Instrument instrument, Interval interval, RowSet<Row> rows) {
    List<Kline> bars = new ArrayList<>(rows.size());
    rows.forEach(row -> bars.add(kline(instrument, interval, row)));
    return bars;
  }

  private static Kline kline(Instrument instrument, Interval interval, Row row) {
    long openMs = row.getLong("open_ms");
    return new Kline(
        instrument,
        interval,
        openMs,
        row.getLong("open_e8"),
        row.getLong("high_e8"),
        row.getLong("low_e8"),
        row.getLong("close_e8"),
        row.get(Numeric.class, "volume_e8").bigIntegerValue(),
        row.get(Numeric.class, "quote_e16").bigIntegerValue(),
        row.get(Numeric.class, "taker_buy_e8").bigIntegerValue(),
        row.getLong("trades"),
        openMs + interval.ms() <= row.getLong("closed_ms"),
        Kline.Source.valueOf(row.getString("source").toUpperCase(Locale.ROOT)));
  }
}
