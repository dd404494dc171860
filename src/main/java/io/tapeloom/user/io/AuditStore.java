package io.tapeloom.user.io;

import io.tapeloom.user.AuditChain;
import io.tapeloom.user.AuditRow;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.StreamSupport;

/** Rows of the audit log: added with what they tell of, in one transaction, and read. */
public final class AuditStore {
  static final String ADD =
      """
      INSERT INTO audit_log (t, who, action, target, before, after, address, result)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      """;

  static final String NEWEST =
      """
      SELECT * FROM audit_log WHERE $1::bigint IS NULL OR id < $1 ORDER BY id DESC LIMIT $2
      """;

  static final String AFTER = "SELECT * FROM audit_log WHERE id > $1 ORDER BY id LIMIT $2";

  private static final int BATCH = 2_000;
  private final Pool pool;

  /** Rows behind that pool. */
  public AuditStore(Pool pool) {
    this.pool = pool;
  }

  /** Adds a row on its own. */
  Future<Void> add(Act act, long nowMs) {
    return add(pool, act, nowMs);
  }

  /** Adds a row in that transaction. */
  Future<Void> add(SqlClient client, Act act, long nowMs) {
    Tuple row =
        Tuple.of(nowMs)
            .addValue(plain(act.who()))
            .addValue(act.action())
            .addValue(plain(act.target()))
            .addValue(text(act.before()))
            .addValue(text(act.after()))
            .addValue(plain(act.address()))
            .addValue(plain(act.result()));
    return client.preparedQuery(ADD).execute(row).mapEmpty();
  }

  private static String text(JsonObject state) {
    return state.isEmpty() ? "" : state.encode();
  }

  private static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  /** Rows older than that id, newest first. */
  Future<List<AuditRow>> newest(Long before, int limit) {
    return pool.preparedQuery(NEWEST)
        .execute(Tuple.of(before, limit))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(AuditStore::row).toList());
  }

  /** Looks at every row, oldest first. */
  public Future<AuditChain> verify() {
    return verify(new AuditChain(Secrets::hex), 0);
  }

  private Future<AuditChain> verify(AuditChain chain, long after) {
    return pool.preparedQuery(AFTER)
        .execute(Tuple.of(after, BATCH))
        .compose(
            rows -> {
              long last = after;
              for (Row row : rows) {
                chain.on(row(row));
                last = row.getLong("id");
              }
              return rows.size() < BATCH ? Future.succeededFuture(chain) : verify(chain, last);
            });
  }

  private static AuditRow row(Row row) {
    return new AuditRow(
        row.getLong("id"),
        row.getLong("t"),
        row.getString("who"),
        row.getString("action"),
        row.getString("target"),
        row.getString("before"),
        row.getString("after"),
        row.getString("address"),
        row.getString("result"),
        HexFormat.of().formatHex(row.getBuffer("hash").getBytes()));
  }
}
