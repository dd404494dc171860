package io.tapeloom.market.io;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.market.Kline;
import io.tapeloom.web.TimeRange;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The queries behind {@link MarketApi}. */
final class MarketApiStore {
  private static final String COLUMNS =
      """
      SELECT b.open_ms, b.open_e8, b.high_e8, b.low_e8, b.close_e8, b.volume_e8, b.taker_buy_e8,
        b.trades, b.source,
        CASE WHEN e.t IS NOT NULL THEN e.vwap_30m ELSE
          (SELECT s.vwap_30m FROM score s
           WHERE s.instrument_id = $1 AND s.strategy = $6
             AND s.t > b.open_ms AND s.t <= b.open_ms + $2::bigint
           ORDER BY s.t DESC LIMIT 1) END AS vwap,
        (SELECT COALESCE(max(m.open_ms) + 60000, 0) FROM bar m
         WHERE m.instrument_id = $1 AND m.interval_ms = 60000) AS closed_ms
      """;

  /** The first bars at or after a moment. */
  static final String BARS_FORWARD =
      COLUMNS
          + """
          FROM (SELECT * FROM bar
                WHERE instrument_id = $1 AND interval_ms = $2 AND open_ms >= $3 AND open_ms < $4
                ORDER BY open_ms LIMIT $5) b
          LEFT JOIN score e ON e.instrument_id = $1 AND e.strategy = $6
            AND e.t = b.open_ms + $2::bigint
          ORDER BY b.open_ms
          """;

  /** The last bars before a moment. */
  static final String BARS_BACKWARD =
      COLUMNS
          + """
          FROM (SELECT * FROM bar
                WHERE instrument_id = $1 AND interval_ms = $2 AND open_ms >= $3 AND open_ms < $4
                ORDER BY open_ms DESC LIMIT $5) b
          LEFT JOIN score e ON e.instrument_id = $1 AND e.strategy = $6
            AND e.t = b.open_ms + $2::bigint
          ORDER BY b.open_ms
          """;

  static final String META =
      """
      SELECT i.symbol, i.market, m.last_agg_id, m.last_time_ms, m.earliest_agg_id,
        m.earliest_time_ms, m.gap_count, m.updated_ms
      FROM agg_trades_meta m JOIN instrument i ON i.id = m.instrument_id
      ORDER BY i.id
      """;

  /** The minute that closed last at that time, unless it is more than an hour older. */
  static final String PRICES =
      """
      SELECT i.id, b.close_e8 FROM unnest($1::smallint[]) AS i(id)
      CROSS JOIN LATERAL (
        SELECT close_e8 FROM bar
        WHERE instrument_id = i.id AND interval_ms = 60000
          AND open_ms <= $2::bigint - 60000 AND open_ms > $2::bigint - 3600000
        ORDER BY open_ms DESC LIMIT 1) b
      """;

  private final Pool pool;
  private final Map<Instrument, Short> ids;
  private final Map<Short, Instrument> instruments = new TreeMap<>();
  private final String vwapStrategy;

  MarketApiStore(Pool pool, Map<Instrument, Short> ids, String vwapStrategy) {
    this.pool = pool;
    this.ids = ids;
    this.vwapStrategy = vwapStrategy;
    ids.forEach((instrument, id) -> instruments.put(id, instrument));
  }

  /** Which bars are asked for. */
  record Wanted(Instrument instrument, Interval interval, TimeRange range, int limit) {
    /** Whether a bar that starts then belongs to the answer. */
    boolean holds(long openMs) {
      return openMs >= range.fromMs().orElse(Long.MIN_VALUE)
          && openMs < range.toMs().orElse(Long.MAX_VALUE);
    }
  }

  /** One bar of an answer. */
  record BarRow(
      long openMs,
      long openE8,
      long highE8,
      long lowE8,
      long closeE8,
      BigInteger volumeE8,
      BigInteger buyE8,
      long trades,
      String source,
      Optional<String> vwap) {}

  /**
   * Bars, oldest first.
   *
   * @param open true when the last one may still change
   */
  record Bars(List<BarRow> rows, boolean open) {
    Bars {
      rows = List.copyOf(rows);
    }

    /** With the running bar in the place of the last row or after it. */
    Bars with(Kline kline, Wanted wanted) {
      long lastMs = rows.isEmpty() ? Long.MIN_VALUE : rows.getLast().openMs();
      boolean full = rows.size() >= wanted.limit() && wanted.range().fromMs().isPresent();
      boolean after = kline.openMs() > lastMs;
      if (!wanted.holds(kline.openMs()) || kline.openMs() < lastMs || (after && full)) {
        return this;
      }
      List<BarRow> more = new ArrayList<>(rows);
      Optional<String> vwap = Optional.empty();
      if (!after) {
        vwap = more.removeLast().vwap();
      }
      more.add(row(kline, vwap));
      int surplus = Math.max(0, more.size() - wanted.limit());
      return new Bars(more.subList(surplus, more.size()), !kline.closed());
    }

    /** The same bars; nobody who asks for them so needs their turnover in money. */
    List<Kline> klines(Wanted wanted) {
      return rows.stream().map(row -> kline(row, wanted)).toList();
    }

    private Kline kline(BarRow row, Wanted wanted) {
      return new Kline(
          wanted.instrument(),
          wanted.interval(),
          row.openMs(),
          row.openE8(),
          row.highE8(),
          row.lowE8(),
          row.closeE8(),
          row.volumeE8(),
          BigInteger.ZERO,
          row.buyE8(),
          row.trades(),
          !(open && row == rows.getLast()),
          Kline.Source.valueOf(row.source().toUpperCase(Locale.ROOT)));
    }

    static BarRow row(Kline k, Optional<String> vwap) {
      return new BarRow(
          k.openMs(),
          k.openE8(),
          k.highE8(),
          k.lowE8(),
          k.closeE8(),
          k.volumeE8(),
          k.takerBuyE8(),
          k.trades(),
          k.source().name().toLowerCase(Locale.ROOT),
          vwap);
    }
  }

  Future<Bars> bars(Wanted wanted) {
    boolean forward = wanted.range().fromMs().isPresent();
    Tuple arguments =
        Tuple.of(
            ids.get(wanted.instrument()),
            (int) wanted.interval().ms(),
            wanted.range().fromMs().orElse(Long.MIN_VALUE),
            wanted.range().toMs().orElse(Long.MAX_VALUE),
            wanted.limit(),
            vwapStrategy);
    return pool.preparedQuery(forward ? BARS_FORWARD : BARS_BACKWARD)
        .execute(arguments)
        .map(rows -> bars(rows, wanted.interval()));
  }

  private static Bars bars(RowSet<Row> rows, Interval interval) {
    List<BarRow> bars = new ArrayList<>(rows.size());
    boolean open = false;
    for (Row row : rows) {
      BarRow bar = bar(row);
      bars.add(bar);
      open = bar.openMs() + interval.ms() > row.getLong("closed_ms");
    }
    return new Bars(bars, open);
  }

  private static BarRow bar(Row row) {
    return new BarRow(
        row.getLong("open_ms"),
        row.getLong("open_e8"),
        row.getLong("high_e8"),
        row.getLong("low_e8"),
        row.getLong("close_e8"),
        row.get(Numeric.class, "volume_e8").bigIntegerValue(),
        row.get(Numeric.class, "taker_buy_e8").bigIntegerValue(),
        row.getLong("trades"),
        row.getString("source"),
        Optional.ofNullable(row.get(Numeric.class, "vwap")).map(MarketApiJson::text));
  }

  Future<List<JsonObject>> meta() {
    return pool.preparedQuery(META)
        .execute()
        .map(
            rows -> {
              List<JsonObject> items = new ArrayList<>();
              rows.forEach(row -> items.add(meta(row)));
              return items;
            });
  }

  private static JsonObject meta(Row row) {
    return new JsonObject()
        .put("symbol", row.getString("symbol"))
        .put("market", row.getString("market"))
        .put("lastAggId", row.getLong("last_agg_id"))
        .put("lastTimeMs", row.getLong("last_time_ms"))
        .put("earliestAggId", row.getLong("earliest_agg_id"))
        .put("earliestTimeMs", row.getLong("earliest_time_ms"))
        .put("gapCount", row.getLong("gap_count"))
        .put("updatedMs", row.getLong("updated_ms"));
  }

  Future<Map<Instrument, Long>> pricesE8(long marketMs) {
    Short[] all = ids.values().toArray(Short[]::new);
    return pool.preparedQuery(PRICES)
        .execute(Tuple.tuple().addArrayOfShort(all).addLong(marketMs))
        .map(
            rows -> {
              Map<Instrument, Long> prices = new HashMap<>();
              rows.forEach(
                  r -> prices.put(instruments.get(r.getShort("id")), r.getLong("close_e8")));
              return prices;
            });
  }
}
