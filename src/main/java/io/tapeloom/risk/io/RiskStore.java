package io.tapeloom.risk.io;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Market;
import io.tapeloom.risk.RiskState;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the guard reads and the one row it writes. */
public final class RiskStore {
  static final String TODAY =
      """
      SELECT account, sum(pnl_r) AS r FROM trade_cycle
      WHERE state = 'CLOSED' AND exit_ms >= $1 AND pnl_r IS NOT NULL GROUP BY account
      """;

  static final String NEWEST =
      """
      SELECT i.market, i.symbol, m.last_time_ms
      FROM agg_trades_meta m JOIN instrument i ON i.id = m.instrument_id
      """;

  static final String WRITE =
      """
      INSERT INTO risk_state (id, status, reason, evaluated_ms, beat_ms)
      VALUES (1, $1, $2, $3, $4)
      ON CONFLICT (id) DO UPDATE
        SET status = excluded.status, reason = excluded.reason,
          evaluated_ms = excluded.evaluated_ms, beat_ms = excluded.beat_ms,
          beat_at = clock_timestamp()
      """;

  private final Pool pool;

  /** A store over that pool. */
  public RiskStore(Pool pool) {
    this.pool = pool;
  }

  /** Closed result in R of each account since a market time. */
  Future<SortedMap<String, Fixed>> resultsSince(long ms) {
    return pool.preparedQuery(TODAY)
        .execute(Tuple.of(ms))
        .map(
            rows -> {
              SortedMap<String, Fixed> results = new TreeMap<>();
              rows.forEach(
                  r -> results.put(r.getString("account"), Fixed.of(r.getBigDecimal("r"))));
              return results;
            });
  }

  /** Time of the newest trade on the tape of each instrument. */
  Future<SortedMap<Instrument, Long>> newestTrades() {
    return pool.preparedQuery(NEWEST)
        .execute()
        .map(
            rows -> {
              SortedMap<Instrument, Long> newest = new TreeMap<>();
              rows.forEach(row -> newest.put(instrument(row), row.getLong("last_time_ms")));
              return newest;
            });
  }

  private static Instrument instrument(Row row) {
    return Instrument.of(Market.parse(row.getString("market")), row.getString("symbol"));
  }

  /** The guard lives, and this is what it found last. */
  Future<Void> beat(RiskState found, long beatMs) {
    return pool.preparedQuery(WRITE)
        .execute(Tuple.of(found.status().name(), found.reason(), found.timeMs(), beatMs))
        .mapEmpty();
  }
}
