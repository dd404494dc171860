package io.tapeloom.market.io;

import io.tapeloom.bus.TradeFeed;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.Gap;
import io.tapeloom.market.Hole;
import io.tapeloom.market.Kline;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the tape back, for whoever missed a part of it or starts again. The table is indexed by
 * time, not by id, so every question brings a time bound that no wanted trade lies before.
 */
public final class TapeReader implements TradeFeed.Tape {
  private static final String INSTRUMENT =
      "(SELECT id FROM instrument WHERE market = $1 AND symbol = $2)";

  private static final String TRADES =
      """
      SELECT agg_id, price_e8, qty_e8, first_id, last_id, time_ms, buyer_maker FROM agg_trade
      WHERE instrument_id =\s"""
          + INSTRUMENT;

  static final String SELECT_PAGE =
      TRADES
          + """
          \sAND time_ms >= $3 AND agg_id >= $4
          ORDER BY time_ms, agg_id LIMIT $5""";

  static final String SELECT_RANGE =
      TRADES
          + """
          \sAND time_ms >= $3 AND time_ms <= $4 AND agg_id BETWEEN $5 AND $6
          ORDER BY agg_id""";

  static final String SELECT_HOLES =
      """
      SELECT from_id, to_id, since_ms, until_ms FROM (
        SELECT agg_id + 1 AS from_id, lead(agg_id) OVER ids - 1 AS to_id, time_ms AS since_ms,
          lead(time_ms) OVER ids AS until_ms
        FROM (SELECT agg_id, time_ms FROM agg_trade WHERE instrument_id =\s"""
          + INSTRUMENT
          + """
          \sORDER BY time_ms DESC, agg_id DESC LIMIT $3) AS newest
        WINDOW ids AS (ORDER BY agg_id)) AS pair
      WHERE to_id >= from_id ORDER BY from_id""";

  static final String SELECT_META =
      """
      SELECT last_agg_id, last_time_ms, earliest_agg_id, earliest_time_ms FROM agg_trades_meta
      WHERE instrument_id =\s"""
          + INSTRUMENT;

  static final String SELECT_GAPS =
      """
      SELECT from_id, to_id FROM tape_gap
      WHERE instrument_id =\s"""
          + INSTRUMENT
          + " AND to_id >= $3 ORDER BY from_id";

  static final String SELECT_MINUTES =
      """
      SELECT open_ms, open_e8, high_e8, low_e8, close_e8, volume_e8, quote_e16, taker_buy_e8,
             trades, source FROM bar
      WHERE instrument_id =\s"""
          + INSTRUMENT
          + " AND interval_ms = 60000 AND open_ms >= $3 AND open_ms < $4 ORDER BY open_ms";

  static final String SELECT_HAS_KLINES =
      "SELECT EXISTS (SELECT 1 FROM bar WHERE instrument_id = "
          + INSTRUMENT
          + " AND interval_ms = 86400000 AND source = 'kline')";

  /** How far a trade may be timed behind others of lower id and still be found in its page. */
  private static final long DISORDER_MS = 60_000;

  private final Pool pool;

  /** A reader on that pool. */
  public TapeReader(Pool pool) {
    this.pool = pool;
  }

  /**
   * Up to {@code limit} trades from that id on, ids ascending. {@code sinceMs} is at or before the
   * time of every wanted trade.
   */
  @Override
  public Future<List<AggTrade>> from(Instrument instrument, long fromId, long sinceMs, int limit) {
    return trades(instrument, SELECT_PAGE, sinceMs, fromId, (long) limit)
        .compose(page -> page.size() < limit ? byId(page) : complete(instrument, page, sinceMs));
  }

  /** Trades of an id range, ids ascending; every one lies in {@code [sinceMs, untilMs]}. */
  public Future<List<AggTrade>> range(
      Instrument instrument, long fromId, long toId, long sinceMs, long untilMs) {
    return trades(instrument, SELECT_RANGE, sinceMs, untilMs, fromId, toId);
  }

  /** A full page in order of time may lack an id timed later than its neighbours: fetches it. */
  private Future<List<AggTrade>> complete(
      Instrument instrument, List<AggTrade> page, long sinceMs) {
    long lastMs = page.getLast().timeMs();
    List<AggTrade> sorted = sorted(page);
    long fromId = sorted.getFirst().aggId();
    long toId = sorted.getLast().aggId();
    return toId - fromId + 1 == sorted.size()
        ? Future.succeededFuture(sorted)
        : range(instrument, fromId, toId, sinceMs, lastMs + DISORDER_MS);
  }

  private static Future<List<AggTrade>> byId(List<AggTrade> page) {
    return Future.succeededFuture(sorted(page));
  }

  private static List<AggTrade> sorted(List<AggTrade> page) {
    page.sort(Comparator.comparingLong(AggTrade::aggId));
    return page;
  }

  private Future<List<AggTrade>> trades(Instrument instrument, String sql, Object... more) {
    return select(instrument, sql, more).map(rows -> all(rows, row -> trade(instrument, row)));
  }

  /** How far the tape reaches, empty when it has no trade. */
  public Future<Optional<TapeMeta>> meta(Instrument instrument) {
    return select(instrument, SELECT_META)
        .map(
            rows ->
                all(rows, r -> new TapeMeta(r.getLong(0), r.getLong(1), r.getLong(2), r.getLong(3)))
                    .stream()
                    .findFirst());
  }

  /** Ids that lie between the newest {@code limit} trades of the tape and are not among them. */
  Future<List<Missing>> holes(Instrument instrument, int limit) {
    return select(instrument, SELECT_HOLES, (long) limit)
        .map(
            rows ->
                all(
                    rows,
                    r ->
                        new Missing(
                            new Hole(r.getLong(0), r.getLong(1)),
                            Math.min(r.getLong(2), r.getLong(3)),
                            Math.max(r.getLong(2), r.getLong(3)))));
  }

  /** Missing ids, and the times of the trades on both sides. */
  record Missing(Hole ids, long sinceMs, long untilMs) {}

  /** What the tape honestly misses from that id on, ascending. */
  public Future<List<Gap>> gaps(Instrument instrument, long fromId) {
    return select(instrument, SELECT_GAPS, fromId)
        .map(rows -> all(rows, r -> new Gap(instrument, r.getLong(0), r.getLong(1), false)));
  }

  /** One-minute bars that open in {@code [fromMs, toMs)}, ascending. */
  public Future<List<Kline>> minutes(Instrument instrument, long fromMs, long toMs) {
    return select(instrument, SELECT_MINUTES, fromMs, toMs)
        .map(rows -> all(rows, row -> minute(instrument, row)));
  }

  /** True once the bars before the tape were loaded. */
  Future<Boolean> hasKlines(Instrument instrument) {
    return select(instrument, SELECT_HAS_KLINES).map(rows -> rows.iterator().next().getBoolean(0));
  }

  private Future<RowSet<Row>> select(Instrument instrument, String sql, Object... more) {
    List<Object> arguments = new ArrayList<>();
    arguments.add(instrument.market().code());
    arguments.add(instrument.symbol().name());
    arguments.addAll(List.of(more));
    return pool.preparedQuery(sql).execute(Tuple.from(arguments));
  }

  private static <T> List<T> all(RowSet<Row> rows, Function<Row, T> mapper) {
    List<T> list = new ArrayList<>(rows.size());
    rows.forEach(row -> list.add(mapper.apply(row)));
    return list;
  }

  private static AggTrade trade(Instrument instrument, Row row) {
    return new AggTrade(
        instrument,
        row.getLong(0),
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getBoolean(6));
  }

  private static Kline minute(Instrument instrument, Row row) {
    return new Kline(
        instrument,
        Interval.M1,
        row.getLong(0),
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        row.getBigDecimal(5).toBigIntegerExact(),
        row.getBigDecimal(6).toBigIntegerExact(),
        row.getBigDecimal(7).toBigIntegerExact(),
        row.getLong(8),
        true,
        Kline.Source.valueOf(row.getString(9).toUpperCase(Locale.ROOT)));
  }
}
