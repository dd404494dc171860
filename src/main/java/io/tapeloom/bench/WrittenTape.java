package io.tapeloom.bench;

import io.tapeloom.pg.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.IntStream;

/** What is committed, seen by a session that has nothing to do with the program. */
final class WrittenTape implements AutoCloseable {
  private static final long PATIENCE_NANOS = 60_000_000_000L;
  private static final int BATCH = 10_000;
  private final Connection connection;
  private final PreparedStatement newest;

  WrittenTape(Database database) throws SQLException {
    connection = database.jdbc();
    newest = connection.prepareStatement("SELECT max(last_agg_id) FROM agg_trades_meta");
  }

  /** The newest committed id: whatever writes it commits it together with the rows up to it. */
  long newestId() throws SQLException {
    return one(newest);
  }

  private static long one(PreparedStatement query) throws SQLException {
    try (ResultSet row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  void await(long id) throws SQLException, InterruptedException {
    long untilNanos = System.nanoTime() + PATIENCE_NANOS;
    while (newestId() < id) {
      if (System.nanoTime() > untilNanos) {
        throw new IllegalStateException("rows stopped at " + newestId() + ", expected " + id);
      }
      Thread.sleep(1);
    }
  }

  /** Ids from the first row to the given one that have no row. */
  long missing(long throughId) throws SQLException {
    try (PreparedStatement count =
        connection.prepareStatement(
            "SELECT ? - min(agg_id) + 1 - count(DISTINCT agg_id) FROM agg_trade")) {
      count.setLong(1, throughId);
      return one(count);
    }
  }

  /** The yardstick: the same rows from memory into a table like the tape's, nothing else. */
  double bareRowsPerSecond(long rows) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE bare (LIKE agg_trade INCLUDING ALL)");
      statement.execute("SET synchronous_commit = off");
    }
    ScriptedTape tape = new ScriptedTape(id -> 1_700_000_000_000L + id / 50, 0);
    long nanos = 0;
    for (long from = 0; from < rows; from += BATCH) {
      nanos += insert(tape, from, (int) Math.min(BATCH, rows - from));
    }
    return rows / (nanos / 1e9);
  }

  private long insert(ScriptedTape tape, long from, int count) throws SQLException {
    long beganNanos = System.nanoTime();
    var trades = IntStream.range(0, count).mapToObj(i -> tape.at(from + i)).toList();
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO bare SELECT * FROM unnest(?::smallint[], ?::bigint[], ?::bigint[],
              ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::boolean[])
            ON CONFLICT DO NOTHING""")) {
      insert.setObject(1, IntStream.range(0, count).mapToObj(_ -> (short) 1).toArray(Short[]::new));
      insert.setObject(2, trades.stream().mapToLong(t -> t.timeMs()).toArray());
      insert.setObject(3, trades.stream().mapToLong(t -> t.aggId()).toArray());
      insert.setObject(4, trades.stream().mapToLong(t -> t.priceE8()).toArray());
      insert.setObject(5, trades.stream().mapToLong(t -> t.qtyE8()).toArray());
      insert.setObject(6, trades.stream().mapToLong(t -> t.firstId()).toArray());
      insert.setObject(7, trades.stream().mapToLong(t -> t.lastId()).toArray());
      insert.setObject(8, trades.stream().map(t -> t.buyerMaker()).toArray(Boolean[]::new));
      insert.executeUpdate();
    }
    return System.nanoTime() - beganNanos;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
