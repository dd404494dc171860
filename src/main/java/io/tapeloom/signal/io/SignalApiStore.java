package io.tapeloom.signal.io;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.kernel.Side;
import io.tapeloom.signal.Decided;
import io.tapeloom.web.Paging;
import io.tapeloom.web.TimeRange;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The queries behind {@link SignalApi}. */
final class SignalApiStore {
  /** Everything, newest first; reads along the index on t. */
  static final String HISTORY =
      """
      SELECT c.*, g.verdict, g.verdict_reason FROM score c
      LEFT JOIN signal g ON g.instrument_id = c.instrument_id AND g.strategy = c.strategy
        AND g.t = c.t
      WHERE c.t >= $1 AND c.t < $2 AND c.t <= $3
        AND (c.t, c.instrument_id, c.strategy) < ($3, $4, $5)
        AND ($6::smallint IS NULL OR c.instrument_id = $6)
        AND c.instrument_id = ANY($10::smallint[])
        AND ($7::text IS NULL OR c.strategy = $7)
        AND ($8::boolean IS NULL OR (c.withheld = '{}') = $8)
        AND c.score >= $11 AND (NOT $12::boolean OR c.withheld <> '{}' OR g.verdict = 'REFUSED')
      ORDER BY c.t DESC, c.instrument_id DESC, c.strategy DESC
      LIMIT $9
      """;

  /** One strategy on one instrument; reads along the primary key. */
  static final String HISTORY_OF_ONE =
      """
      SELECT c.*, g.verdict, g.verdict_reason FROM score c
      LEFT JOIN signal g ON g.instrument_id = c.instrument_id AND g.strategy = c.strategy
        AND g.t = c.t
      WHERE c.t >= $1 AND c.t < $2 AND c.t <= $3
        AND (c.t, c.instrument_id, c.strategy) < ($3, $4, $5)
        AND c.instrument_id = $6 AND c.strategy = $7 AND c.instrument_id = ANY($10::smallint[])
        AND ($8::boolean IS NULL OR (c.withheld = '{}') = $8)
        AND c.score >= $11 AND (NOT $12::boolean OR c.withheld <> '{}' OR g.verdict = 'REFUSED')
      ORDER BY c.t DESC
      LIMIT $9
      """;

  /** Tradeable ones are rare among scores: read from the few rows of signal. */
  static final String HISTORY_TRADEABLE =
      """
      SELECT c.*, g.verdict, g.verdict_reason FROM signal g
      JOIN score c ON c.instrument_id = g.instrument_id AND c.strategy = g.strategy AND c.t = g.t
      WHERE g.t >= $1 AND g.t < $2 AND g.t <= $3
        AND (g.t, g.instrument_id, g.strategy) < ($3, $4, $5)
        AND ($6::smallint IS NULL OR g.instrument_id = $6)
        AND g.instrument_id = ANY($10::smallint[])
        AND ($7::text IS NULL OR g.strategy = $7)
        AND $8::boolean
        AND g.score >= $11 AND (NOT $12::boolean OR g.verdict = 'REFUSED')
      ORDER BY g.t DESC, g.instrument_id DESC, g.strategy DESC
      LIMIT $9
      """;

  /** The last boundary T of each bar: open < T <= open + interval, as T closes what came before. */
  static final String SERIES =
      """
      SELECT bar.open_ms, s.* FROM generate_series($3::bigint, $4::bigint, $5::bigint) AS bar(open_ms)
      CROSS JOIN LATERAL (
        SELECT score, direction, cvd_fast, cvd_mid, vwap_30m FROM score
        WHERE instrument_id = $1 AND strategy = $2 AND t > bar.open_ms AND t <= bar.open_ms + $5
        ORDER BY t DESC LIMIT 1) s
      ORDER BY bar.open_ms
      """;

  static final String NEWEST_T =
      "SELECT t FROM score WHERE instrument_id = $1 AND strategy = $2 ORDER BY t DESC LIMIT 1";

  static final String NEWEST =
      """
      SELECT s.* FROM unnest($1::smallint[]) AS i(id)
      CROSS JOIN LATERAL (
        SELECT DISTINCT ON (strategy) * FROM score
        WHERE instrument_id = i.id
          AND t > (SELECT max(t) FROM score WHERE instrument_id = i.id) - 3600000
        ORDER BY strategy, t DESC) s
      """;

  private final Pool pool;
  private final Map<Instrument, Short> ids;
  private final Map<Short, Instrument> instruments = new TreeMap<>();

  SignalApiStore(Pool pool, Map<Instrument, Short> ids) {
    this.pool = pool;
    this.ids = ids;
    ids.forEach((instrument, id) -> instruments.put(id, instrument));
  }

  /**
   * What a history is narrowed to.
   *
   * @param blocked only what was not taken: withheld by the engine, or refused by the risk rules
   */
  record Filter(
      Optional<Instrument> instrument,
      Optional<String> strategy,
      TimeRange range,
      Optional<Boolean> tradeable,
      int minScore,
      boolean blocked) {
    String sql() {
      if (tradeable.orElse(false)) {
        return HISTORY_TRADEABLE;
      }
      return instrument.isPresent() && strategy.isPresent() ? HISTORY_OF_ONE : HISTORY;
    }
  }

  /** What became of a decision that nothing spoke against; absent while it waits. */
  record Verdict(boolean approved, String reason) {}

  /** A decision as the history shows it. */
  record Past(Decided decided, Optional<Verdict> verdict) {}

  Future<List<Past>> history(Filter filter, Paging paging) {
    Optional<Paging.Keys> after = paging.after();
    Tuple arguments =
        Tuple.tuple()
            .addLong(filter.range().fromMs().orElse(Long.MIN_VALUE))
            .addLong(filter.range().toMs().orElse(Long.MAX_VALUE))
            .addLong(after.map(k -> k.number(0)).orElse(Long.MAX_VALUE))
            .addShort(after.map(k -> (short) k.number(1)).orElse(Short.MAX_VALUE))
            .addString(after.map(k -> k.text(2)).orElse(""))
            .addShort(filter.instrument().map(ids::get).orElse(null))
            .addString(filter.strategy().orElse(null))
            .addBoolean(filter.tradeable().orElse(null))
            .addInteger(paging.fetch())
            .addArrayOfShort(all())
            .addInteger(filter.minScore())
            .addBoolean(filter.blocked());
    return pool.preparedQuery(filter.sql())
        .execute(arguments)
        .map(rows -> SignalRows.list(rows, this::past));
  }

  private Past past(Row row) {
    Optional<Verdict> verdict =
        Optional.ofNullable(row.getString("verdict"))
            .map(v -> new Verdict(v.equals("APPROVED"), reason(row)));
    return new Past(decided(row), verdict);
  }

  private static String reason(Row row) {
    return Optional.ofNullable(row.getString("verdict_reason")).orElse("");
  }

  /** Rows of instruments that are no longer configured stay, but are not shown. */
  private Short[] all() {
    return ids.values().toArray(Short[]::new);
  }

  private Decided decided(Row row) {
    Instrument instrument = instruments.get(row.getShort("instrument_id"));
    return new Decided(SignalRows.decision(instrument, row), row.getLong("sealed_ms"));
  }

  Future<List<Decided>> newest() {
    return pool.preparedQuery(NEWEST)
        .execute(Tuple.tuple().addArrayOfShort(all()))
        .map(rows -> SignalRows.list(rows, this::decided));
  }

  Future<List<SignalApi.Point>> series(
      Instrument instrument, String strategy, Interval interval, TimeRange range, int limit) {
    if (range.fromMs().isPresent()) {
      return points(instrument, strategy, interval, forward(interval, range, limit));
    }
    return newestT(instrument, strategy)
        .compose(
            t ->
                t.isEmpty()
                    ? Future.succeededFuture(List.of())
                    : points(
                        instrument,
                        strategy,
                        interval,
                        backward(t.getFirst(), interval, range, limit)));
  }

  /** First and last start of the bars wanted. */
  private record Bars(long firstMs, long lastMs) {}

  private static Bars forward(Interval interval, TimeRange range, int limit) {
    long from = range.fromMs().getAsLong();
    long first = interval.floorMs(from + interval.ms() - 1);
    long most = first + (limit - 1) * interval.ms();
    long to = range.toMs().orElse(Long.MAX_VALUE);
    return new Bars(first, Math.min(most, to - 1));
  }

  private static Bars backward(long newestT, Interval interval, TimeRange range, int limit) {
    long end = Math.min(newestT - 1, range.toMs().orElse(Long.MAX_VALUE) - 1);
    long last = interval.floorMs(end);
    return new Bars(last - (limit - 1) * interval.ms(), last);
  }

  private Future<List<Long>> newestT(Instrument instrument, String strategy) {
    return pool.preparedQuery(NEWEST_T)
        .execute(Tuple.of(ids.get(instrument), strategy))
        .map(rows -> SignalRows.list(rows, row -> row.getLong("t")));
  }

  private Future<List<SignalApi.Point>> points(
      Instrument instrument, String strategy, Interval interval, Bars bars) {
    return pool.preparedQuery(SERIES)
        .execute(
            Tuple.of(ids.get(instrument), strategy, bars.firstMs(), bars.lastMs(), interval.ms()))
        .map(rows -> new ArrayList<>(SignalRows.list(rows, SignalApiStore::point)));
  }

  private static SignalApi.Point point(Row row) {
    String direction = row.getString("direction");
    return new SignalApi.Point(
        row.getLong("open_ms"),
        row.getInteger("score"),
        direction == null ? 0 : Side.valueOf(direction).sign(),
        decimal(row, "cvd_fast"),
        decimal(row, "cvd_mid"),
        decimal(row, "vwap_30m"));
  }

  private static Optional<String> decimal(Row row, String column) {
    return Optional.ofNullable(row.getBigDecimal(column)).map(SignalApiJson::decimal);
  }
}
