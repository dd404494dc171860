package io.tapeloom.signal.io;

import io.tapeloom.indicator.Slice;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.signal.Decided;
import io.tapeloom.signal.Decision;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows of slices, scores and signals: written once, never with another result. */
public final class SignalStore {
  /**
   * A boundary of one strategy with its slice and, where it may be traded, its signal. What is no
   * plain number goes over as text: PostgreSQL parses it beside the event loop. Answers the score
   * and the signal, and nothing where a score stood already.
   */
  static final String INSERT =
      """
      WITH new_slice AS (
        INSERT INTO slice (instrument_id, t, tape_from_ms, signed_qty_e8, qty_e8, notional_e16,
          count, open_e8, high_e8, low_e8, close_e8, last_id, last_ms, signed_qtys_e8)
        VALUES ($1, $2, $3, $4::text::numeric, $5::text::numeric, $6::text::numeric, $7, $8, $9,
          $10, $11, $12, $13, $14::text::bigint[])
        ON CONFLICT DO NOTHING),
      new_score AS (
        INSERT INTO score (instrument_id, strategy, t, tape_from_ms, sealed_ms, price, cvd_fast,
          cvd_mid, cvd_day, vwap_30m, atr_5m, atr_percentile, p95_qty, p99_qty, trades, score,
          direction, factors, inputs, withheld)
        VALUES ($1, $15, $2, $3, $16, $17::text::numeric, $18::text::numeric, $19::text::numeric,
          $20::text::numeric, $21::text::numeric, $22::text::numeric, $23::text::numeric,
          $24::text::numeric, $25::text::numeric, $26, $27, $28, $29::text::jsonb,
          $30::text::jsonb, $31::text::text[])
        ON CONFLICT DO NOTHING
        RETURNING *),
      new_signal AS (
        INSERT INTO signal (score_id, instrument_id, strategy, t, side, score, confidence, price,
          atr, reason, factors)
        SELECT id, instrument_id, strategy, t, direction, score,
          LEAST(GREATEST(score, 0), 100) / 100.0, price, atr_5m, $32, factors
        FROM new_score WHERE withheld = '{}'
        ON CONFLICT DO NOTHING
        RETURNING id)
      SELECT id FROM new_score UNION ALL SELECT id FROM new_signal
      """;

  /** What stands where a row was to be written. */
  static final String STANDING =
      """
      SELECT c.*, s.qty_e8, s.signed_qty_e8, s.notional_e16, s.count, s.last_id
      FROM score c JOIN slice s ON s.instrument_id = c.instrument_id AND s.t = c.t
      WHERE c.instrument_id = $1 AND c.strategy = $2 AND c.t = $3
      """;

  static final String SLICES =
      """
      SELECT t, tape_from_ms, signed_qty_e8, qty_e8, notional_e16, count, open_e8, high_e8,
        low_e8, close_e8, last_id, last_ms, signed_qtys_e8
      FROM slice
      WHERE instrument_id = $1 AND t > $2
        AND tape_from_ms = (SELECT tape_from_ms FROM slice WHERE instrument_id = $1
                            ORDER BY t DESC LIMIT 1)
      ORDER BY t
      """;

  static final String NEWEST_SLICE =
      "SELECT t FROM slice WHERE instrument_id = $1 ORDER BY t DESC LIMIT 1";

  static final String SLICE_END =
      "SELECT last_id, last_ms FROM slice WHERE instrument_id = $1 AND t = $2";

  static final String FIRST_ID =
      "SELECT earliest_agg_id FROM agg_trades_meta WHERE instrument_id = $1";

  static final String LAST_SIGNALS =
      """
      SELECT strategy, max(t) AS t FROM signal WHERE instrument_id = $1 GROUP BY strategy
      """;

  static final String RECENT_SIGNALS =
      """
      SELECT c.*, g.verdict FROM signal g
      JOIN score c ON c.instrument_id = g.instrument_id AND c.strategy = g.strategy AND c.t = g.t
      WHERE g.instrument_id = $1 AND g.t >= $2
      ORDER BY g.t, g.strategy
      """;

  static final String REFUSED =
      """
      SELECT strategy, t FROM signal
      WHERE instrument_id = $1 AND verdict = 'REFUSED' AND t >= $2 ORDER BY t
      """;

  private static final Future<List<Boundary>> NONE = Future.succeededFuture(List.of());

  private final Pool pool;
  private final Pool writes;
  private final Map<Instrument, Short> ids;

  /** A store over that pool; {@code ids} are the rows of {@code instrument}. */
  public SignalStore(Pool pool, Map<Instrument, Short> ids) {
    this(pool, pool, ids);
  }

  /** The same with writes through a pool of their own, so that no read keeps them waiting. */
  public SignalStore(Pool pool, Pool writes, Map<Instrument, Short> ids) {
    this.pool = pool;
    this.writes = writes;
    this.ids = new LinkedHashMap<>(ids);
  }

  private short id(Instrument instrument) {
    Short id = ids.get(instrument);
    if (id == null) {
      throw new IllegalArgumentException("no row for instrument " + instrument);
    }
    return id;
  }

  /**
   * Writes boundaries in order, all or none; what is already there stays as it is.
   *
   * @return those that stand there with another content
   */
  Future<List<Boundary>> write(Instrument instrument, List<Boundary> boundaries) {
    if (boundaries.size() == 1) {
      Tuple row = BoundaryRow.of(id(instrument), boundaries.getFirst());
      return writes
          .preparedQuery(INSERT)
          .execute(row)
          .compose(rows -> rows.size() > 0 ? NONE : contradicted(instrument, boundaries));
    }
    List<Tuple> rows = boundaries.stream().map(b -> BoundaryRow.of(id(instrument), b)).toList();
    return writes
        .withTransaction(c -> c.preparedQuery(INSERT).executeBatch(rows))
        .compose(written -> contradicted(instrument, standing(boundaries, written)));
  }

  /** Those for which nothing was written. */
  private static List<Boundary> standing(List<Boundary> boundaries, RowSet<Row> written) {
    List<Boundary> standing = new ArrayList<>();
    RowSet<Row> rows = written;
    for (Boundary boundary : boundaries) {
      if (rows.size() == 0) {
        standing.add(boundary);
      }
      rows = rows.next();
    }
    return standing;
  }

  private Future<List<Boundary>> contradicted(Instrument instrument, List<Boundary> standing) {
    List<Boundary> other = new ArrayList<>();
    Future<Void> chain = Future.succeededFuture();
    for (Boundary boundary : standing) {
      Decision decided = boundary.decided().decision();
      Tuple key = Tuple.of(id(instrument), decided.strategy(), decided.t());
      chain =
          chain
              .compose(_ -> query(pool, STANDING, key))
              .onSuccess(
                  rows -> {
                    if (!same(boundary, instrument, rows)) {
                      other.add(boundary);
                    }
                  })
              .mapEmpty();
    }
    return chain.map(other);
  }

  /** When it was sealed may differ: a retry and a second process seal at another time. */
  private static boolean same(Boundary boundary, Instrument instrument, RowSet<Row> rows) {
    if (rows.size() == 0) {
      return false;
    }
    Row row = rows.iterator().next();
    return SignalRows.decision(instrument, row).equals(boundary.decided().decision())
        && SignalRows.sumsOf(row, boundary.slice());
  }

  /** Slices of the contiguous tape that still matter at its end, oldest first. */
  Future<List<Slice>> slices(Instrument instrument, long reachMs) {
    return pool.preparedQuery(NEWEST_SLICE)
        .execute(Tuple.of(id(instrument)))
        .compose(
            rows ->
                rows.size() == 0
                    ? Future.succeededFuture(List.of())
                    : slicesAfter(instrument, rows.iterator().next().getLong(0) - reachMs));
  }

  private Future<List<Slice>> slicesAfter(Instrument instrument, long afterMs) {
    return pool.preparedQuery(SLICES)
        .execute(Tuple.of(id(instrument), afterMs))
        .map(rows -> SignalRows.list(rows, SignalRows::slice));
  }

  /** The last trade before that boundary, of whichever tape it belongs to. */
  Future<SliceEnd> sliceEnd(Instrument instrument, long t) {
    return query(pool, SLICE_END, Tuple.of(id(instrument), t))
        .map(rows -> rows.iterator().next())
        .map(row -> new SliceEnd(row.getLong(0), row.getLong(1)));
  }

  /** First id of the tape, absent while there is none. */
  Future<List<Long>> firstId(Instrument instrument) {
    return query(pool, FIRST_ID, Tuple.of(id(instrument)))
        .map(rows -> SignalRows.list(rows, row -> row.getLong(0)));
  }

  /** Boundary of the newest signal of each strategy: where its cool-down began. */
  Future<Map<String, Long>> lastSignals(Instrument instrument) {
    return query(pool, LAST_SIGNALS, Tuple.of(id(instrument)))
        .map(
            rows -> {
              Map<String, Long> newest = new LinkedHashMap<>();
              rows.forEach(row -> newest.put(row.getString("strategy"), row.getLong("t")));
              return newest;
            });
  }

  /** Tradeable decisions at or after that boundary, oldest first, refused ones left out. */
  Future<List<Decision>> signalsSince(Instrument instrument, long t) {
    return query(pool, RECENT_SIGNALS, Tuple.of(id(instrument), t))
        .map(rows -> approved(instrument, rows));
  }

  private static List<Decision> approved(Instrument instrument, RowSet<Row> rows) {
    List<Decision> decisions = new ArrayList<>();
    for (Row row : rows) {
      if (!"REFUSED".equals(row.getString("verdict"))) {
        decisions.add(SignalRows.decision(instrument, row));
      }
    }
    return decisions;
  }

  /** Signals the coordinator refused at or after that boundary. */
  Future<List<Refusal>> refusedSince(Instrument instrument, long t) {
    return query(pool, REFUSED, Tuple.of(id(instrument), t))
        .map(
            rows ->
                SignalRows.list(rows, r -> new Refusal(r.getString("strategy"), r.getLong("t"))));
  }

  private static Future<RowSet<Row>> query(SqlClient client, String sql, Tuple arguments) {
    return client.preparedQuery(sql).execute(arguments);
  }

  /** One settled slice and one strategy's decision on it. */
  record Boundary(Slice slice, Decided decided) {}

  /** Id and effective time of a slice's last trade. */
  record SliceEnd(long lastId, long lastMs) {}

  /** A signal that was not entered. */
  record Refusal(String strategy, long t) {}
}
