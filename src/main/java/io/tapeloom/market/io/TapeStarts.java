package io.tapeloom.market.io;

import io.tapeloom.kernel.Instrument;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Iterator;
import java.util.Optional;

/**
 * Where tapes begin. The choice is committed before anything of the tape is published: scores made
 * from it may outlive a kill that the tape's first rows do not.
 */
public final class TapeStarts {
  static final String SELECT =
      """
      SELECT first_id, from_ms FROM tape_start
      WHERE instrument_id = (SELECT id FROM instrument WHERE market = $1 AND symbol = $2)
      """;

  /** The update changes nothing; it makes the statement answer with the row that stays. */
  static final String KEEP =
      """
      INSERT INTO tape_start (instrument_id, first_id, from_ms)
      SELECT id, $3, $4 FROM instrument WHERE market = $1 AND symbol = $2
      ON CONFLICT (instrument_id) DO UPDATE SET first_id = tape_start.first_id
      RETURNING first_id, from_ms
      """;

  private final Pool pool;

  /** Starts kept through that pool, whose commits must be durable. */
  public TapeStarts(Pool pool) {
    this.pool = pool;
  }

  /**
   * A start.
   *
   * @param firstId first id of the tape
   * @param fromMs no trade from that id on is timed before it, ms
   */
  record Start(long firstId, long fromMs) {}

  /** The start chosen earlier, empty when there was none. */
  Future<Optional<Start>> find(Instrument instrument) {
    return query(SELECT, key(instrument));
  }

  /** Keeps this start unless there is one, and answers which holds; durable when it completes. */
  Future<Start> keep(Instrument instrument, Start chosen) {
    Tuple row = key(instrument).addLong(chosen.firstId()).addLong(chosen.fromMs());
    return query(KEEP, row)
        .map(
            kept ->
                kept.orElseThrow(
                    () ->
                        new IllegalStateException(instrument + " has no row in table instrument")));
  }

  private static Tuple key(Instrument instrument) {
    return Tuple.of(instrument.market().code(), instrument.symbol().name());
  }

  private Future<Optional<Start>> query(String sql, Tuple arguments) {
    return pool.preparedQuery(sql).execute(arguments).map(TapeStarts::first);
  }

  private static Optional<Start> first(RowSet<Row> rows) {
    Iterator<Row> all = rows.iterator();
    return all.hasNext() ? Optional.of(start(all.next())) : Optional.empty();
  }

  private static Start start(Row row) {
    return new Start(row.getLong(0), row.getLong(1));
  }
}
