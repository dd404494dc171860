package io.tapeloom.market.io;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.market.io.MarketApiStore.BarRow;
import io.tapeloom.market.io.MarketApiStore.Bars;
import io.tapeloom.web.TimeRange;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Bars of one second, made from the tape when somebody asks: nothing stores them. As in all bars a
 * trade timed before its predecessor counts at the predecessor's time, and a second without trades
 * is flat at the last close.
 */
final class SecondBars {
  private static final long SECOND_MS = 1_000;

  /** Trades this long before the first second tell its opening price. */
  private static final long LEAD_MS = 60_000;

  static final String NEWEST =
      """
      SELECT last_time_ms FROM agg_trades_meta WHERE instrument_id = $1
      """;

  static final String SECONDS =
      """
      SELECT at_ms / 1000 * 1000 AS open_ms, (array_agg(price_e8 ORDER BY agg_id))[1] AS open_e8,
        max(price_e8) AS high_e8, min(price_e8) AS low_e8,
        (array_agg(price_e8 ORDER BY agg_id DESC))[1] AS close_e8, sum(qty_e8) AS volume_e8,
        COALESCE(sum(qty_e8) FILTER (WHERE NOT buyer_maker), 0) AS taker_buy_e8,
        count(*) AS trades
      FROM (SELECT agg_id, price_e8, qty_e8, buyer_maker,
              max(time_ms) OVER (ORDER BY agg_id) AS at_ms
            FROM agg_trade WHERE instrument_id = $1 AND time_ms >= $2 AND time_ms < $3) t
      GROUP BY 1 ORDER BY 1
      """;

  private final Pool pool;
  private final Map<Instrument, Short> ids;

  SecondBars(Pool pool, Map<Instrument, Short> ids) {
    this.pool = pool;
    this.ids = ids;
  }

  /** The first seconds of the range when it has a beginning, else the newest before its end. */
  Future<Bars> bars(Instrument instrument, TimeRange range, int limit) {
    return pool.preparedQuery(NEWEST)
        .execute(Tuple.of(ids.get(instrument)))
        .compose(
            rows ->
                rows.size() == 0
                    ? Future.succeededFuture(new Bars(List.of(), false))
                    : bars(instrument, range, limit, rows.iterator().next().getLong(0)));
  }

  private Future<Bars> bars(Instrument instrument, TimeRange range, int limit, long newestMs) {
    long endMs = Math.min(range.toMs().orElse(Long.MAX_VALUE), floor(newestMs) + SECOND_MS);
    long spanMs = limit * SECOND_MS;
    long fromMs = ceil(range.fromMs().orElse(ceil(endMs) - spanMs));
    long untilMs = Math.min(ceil(endMs), fromMs + spanMs);
    if (untilMs <= fromMs) {
      return Future.succeededFuture(new Bars(List.of(), false));
    }
    return pool.preparedQuery(SECONDS)
        .execute(Tuple.of(ids.get(instrument), fromMs - LEAD_MS, untilMs))
        .map(rows -> new Bars(filled(rows, fromMs, untilMs), untilMs > newestMs));
  }

  private static long floor(long ms) {
    return ms - Math.floorMod(ms, SECOND_MS);
  }

  private static long ceil(long ms) {
    return floor(ms + SECOND_MS - 1);
  }

  /** Every second from the first that has a price, the silent ones among them. */
  private static List<BarRow> filled(RowSet<Row> rows, long fromMs, long untilMs) {
    List<BarRow> bars = new ArrayList<>();
    Optional<BarRow> last = Optional.empty();
    for (Row row : rows) {
      BarRow bar = bar(row);
      last.ifPresent(before -> flat(before, fromMs, bar.openMs(), bars));
      if (bar.openMs() >= fromMs && bar.openMs() < untilMs) {
        bars.add(bar);
      }
      last = Optional.of(bar);
    }
    last.ifPresent(before -> flat(before, fromMs, untilMs, bars));
    return bars;
  }

  private static void flat(BarRow before, long fromMs, long untilMs, List<BarRow> out) {
    long p = before.closeE8();
    BigInteger none = BigInteger.ZERO;
    long nextMs = before.openMs() + SECOND_MS;
    for (long ms = Math.max(fromMs, nextMs); ms < untilMs; ms += SECOND_MS) {
      out.add(new BarRow(ms, p, p, p, p, none, none, 0, "tape", Optional.empty()));
    }
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
        "tape",
        Optional.empty());
  }
}
