package io.tapeloom.risk.io;

import io.tapeloom.user.Caller;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The row that allows entries, what the guard wrote last, and what is held. */
public final class HaltStore {
  /** The trigger makes a change that changes nothing leave no row. */
  static final String TURN =
      """
      INSERT INTO risk_halt (halted, caller, who, reason) VALUES ($1, $2, $3, $4) RETURNING id
      """;

  /** A gate that is not there halts, and so does one that nobody is known to have opened. */
  static final String STATE =
      """
      SELECT g.halted IS NOT FALSE AS halted, g.id IS NULL AS lost, h.who, h.reason AS why,
        (extract(epoch FROM h.at) * 1000)::bigint AS at_ms, s.status, s.reason,
        s.beat_at > clock_timestamp() - interval '5 s' AS alive
      FROM (VALUES (1)) AS one (id)
      LEFT JOIN risk_gate g ON g.id = one.id
      LEFT JOIN LATERAL (SELECT * FROM risk_halt ORDER BY id DESC LIMIT 1) h ON h.halted
      LEFT JOIN risk_state s ON s.id = one.id
      """;

  static final String HELD =
      """
      SELECT strategy, count(DISTINCT instrument_id)::integer AS held
      FROM trade_cycle WHERE state <> 'CLOSED' GROUP BY strategy
      """;

  private final Pool pool;

  /** A store over that pool. */
  public HaltStore(Pool pool) {
    this.pool = pool;
  }

  /** Halts or lets go on; false when it was so already. */
  Future<Boolean> turn(boolean halted, Caller caller, String reason) {
    String who = caller.person().map(Caller.Person::email).orElse(caller.name());
    return pool.preparedQuery(TURN)
        .execute(Tuple.of(halted, caller.name(), who, reason))
        .map(rows -> rows.size() == 1);
  }

  /** Symbols each strategy holds or is about to. */
  Future<Map<String, Integer>> held() {
    return pool.preparedQuery(HELD)
        .execute()
        .map(
            rows -> {
              Map<String, Integer> held = new TreeMap<>();
              rows.forEach(r -> held.put(r.getString("strategy"), r.getInteger("held")));
              return held;
            });
  }

  /** What the rows say now. */
  Future<State> state() {
    return pool.preparedQuery(STATE).execute().map(HaltStore::state);
  }

  private static State state(RowSet<Row> rows) {
    Row row = rows.iterator().next();
    boolean halted = row.getBoolean("halted");
    return new State(
        halted,
        halted ? halt(row) : Optional.empty(),
        Boolean.TRUE.equals(row.getBoolean("alive")),
        Optional.ofNullable(row.getString("status")).orElse(""),
        Optional.ofNullable(row.getString("reason")).orElse(""));
  }

  private static Optional<Halt> halt(Row row) {
    if (row.getBoolean("lost") || row.getString("who") == null) {
      return Optional.empty();
    }
    return Optional.of(new Halt(row.getString("who"), row.getLong("at_ms"), row.getString("why")));
  }

  /** Who halted, when in real time, and why. */
  record Halt(String by, long atMs, String reason) {}

  /**
   * One reading.
   *
   * @param halt empty also where entries are halted because their row is lost
   * @param alive the guard beat in the last five seconds
   */
  record State(
      boolean halted, Optional<Halt> halt, boolean alive, String status, String guardReason) {}
}
