package io.tapeloom.trade.io;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.trade.Intent;
import io.tapeloom.trade.PaperOrders;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What one instrument's paper walk reads: where to begin, and which decisions are known. */
public final class PaperStore {
  /** The oldest signal that is not done with; null when there is none. */
  static final String OLDEST =
      """
      SELECT least(
        (SELECT min(t) FROM signal WHERE instrument_id = $1 AND verdict IS NULL),
        (SELECT min(t) FROM trade_cycle WHERE instrument_id = $1 AND venue = 'PAPER'
           AND state NOT IN ('CLOSED', 'QUARANTINED'))) AS t
      """;

  /** The boundary through which every strategy has decided, 0 when one has not begun. */
  static final String DECIDED =
      """
      SELECT coalesce(min(coalesce(
        (SELECT c.t FROM score c WHERE c.instrument_id = $1 AND c.strategy = s.name
         ORDER BY c.t DESC LIMIT 1), 0)), 0) AS t
      FROM unnest($2::text[]) AS s (name)
      """;

  /** The last trade before a boundary. */
  static final String BEFORE =
      """
      SELECT last_id, last_ms FROM slice WHERE instrument_id = $1 AND t <= $2
      ORDER BY t DESC LIMIT 1
      """;

  static final String REACH =
      "SELECT earliest_agg_id, last_agg_id FROM agg_trades_meta WHERE instrument_id = $1";

  static final String SIGNALS =
      """
      SELECT s.id, s.strategy, s.t, s.side, s.atr, s.price, s.score,
        CASE WHEN s.verdict IS NULL THEN 'WAITING'
             WHEN s.verdict = 'REFUSED' OR c.state IN ('CLOSED', 'QUARANTINED') THEN 'DONE'
             ELSE 'LIVE' END AS standing
      FROM signal s LEFT JOIN trade_cycle c ON c.entry_signal_id = s.id AND c.venue = 'PAPER'
      WHERE s.instrument_id = $1 AND s.t > $2 AND s.t <= $3
      ORDER BY s.t, s.strategy
      """;

  /** Notes how far an open cycle was walked and says again that its successor waits. */
  static final String WALKED =
      """
      WITH noted AS (
        UPDATE trade_cycle SET walked_ms = $4, epoch = $5
        WHERE venue = 'PAPER' AND account = $2 AND instrument_id = $1
          AND state NOT IN ('CLOSED', 'QUARANTINED') AND walked_ms < $4)
      SELECT pg_notify('signal_new', $3::text)
      """;

  private final Pool pool;
  private final Instrument instrument;
  private final short id;

  /** The rows of one instrument. */
  public PaperStore(Pool pool, Instrument instrument, short id) {
    this.pool = pool;
    this.instrument = instrument;
    this.id = id;
  }

  /** The instrument. */
  public Instrument instrument() {
    return instrument;
  }

  /** Its row. */
  short id() {
    return id;
  }

  /**
   * Where a walk begins.
   *
   * @param firstId id of the first trade to walk; empty when there is no tape yet
   * @param lastMs effective time of the trade before it, 0 when unknown
   * @param decidedT boundary through which no decision matters any more, 0 when unknown
   */
  record Start(Optional<Long> firstId, long lastMs, long decidedT) {}

  /** Before the oldest signal that is not done with, else behind what is decided. */
  Future<Start> start(Set<String> strategies) {
    return one(OLDEST, Tuple.of(id))
        .compose(
            oldest ->
                oldest.getLong("t") == null
                    ? decided(strategies)
                    : Future.succeededFuture(oldest.getLong("t")))
        .compose(this::before);
  }

  private Future<Start> before(long t) {
    return pool.preparedQuery(BEFORE)
        .execute(Tuple.of(id, t))
        .compose(
            rows -> {
              if (rows.size() == 0) {
                return first();
              }
              Row row = rows.iterator().next();
              long firstId = row.getLong("last_id") + 1;
              return Future.succeededFuture(
                  new Start(Optional.of(firstId), row.getLong("last_ms"), t - 15_000));
            });
  }

  private Future<Start> first() {
    return reach("earliest_agg_id").map(firstId -> new Start(firstId, 0, 0));
  }

  /** Id of the newest trade on the tape, empty while there is none. */
  Future<Optional<Long>> newestId() {
    return reach("last_agg_id");
  }

  private Future<Optional<Long>> reach(String column) {
    return pool.preparedQuery(REACH)
        .execute(Tuple.of(id))
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(rows.iterator().next().getLong(column)));
  }

  /** The boundary through which every strategy has decided. */
  Future<Long> decided(Set<String> strategies) {
    return one(DECIDED, Tuple.of(id).addArrayOfString(strategies.toArray(String[]::new)))
        .map(row -> row.getLong("t"));
  }

  /** How a signal stands. */
  enum Standing {
    WAITING,
    LIVE,
    DONE
  }

  /** A signal of the instrument. */
  record Known(long id, Intent intent, Standing standing) {}

  /** Signals decided in (afterT, throughT], oldest first. */
  Future<List<Known>> signals(long afterT, long throughT) {
    return pool.preparedQuery(SIGNALS).execute(Tuple.of(id, afterT, throughT)).map(this::known);
  }

  private List<Known> known(RowSet<Row> rows) {
    List<Known> signals = new ArrayList<>(rows.size());
    for (Row row : rows) {
      Standing standing = Standing.valueOf(row.getString("standing"));
      signals.add(new Known(row.getLong("id"), TradeRows.intent(row), standing));
    }
    return signals;
  }

  /** Tells the coordinator that everything before a market time is written. */
  Future<Void> walked(Known waiting, long walkedMs, Fence fence) {
    String account = PaperOrders.account(waiting.intent().strategy());
    return pool.preparedQuery(WALKED)
        .execute(Tuple.of(id, account, Long.toString(waiting.id()), walkedMs, fence.epoch()))
        .mapEmpty();
  }

  private Future<Row> one(String sql, Tuple arguments) {
    return pool.preparedQuery(sql).execute(arguments).map(rows -> rows.iterator().next());
  }
}
