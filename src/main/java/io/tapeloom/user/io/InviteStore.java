package io.tapeloom.user.io;

import io.tapeloom.user.Invite;
import io.tapeloom.user.Role;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;

/** Rows of invites. */
final class InviteStore {
  static final String ADD =
      """
      INSERT INTO invite (hash, role, first, created_by, created_ms, expires_ms)
      VALUES ($1, $2, $3, $4, $5, $6) RETURNING *
      """;
  static final String FIND = "SELECT * FROM invite WHERE hash = $1";
  static final String LIST = "SELECT * FROM invite WHERE NOT first ORDER BY id DESC LIMIT 200";

  /** The row lock makes one of many the first; the others find it used. */
  static final String USE =
      """
      UPDATE invite SET used_ms = $2, used_by = $3
      WHERE id = $1 AND used_ms IS NULL AND revoked_ms IS NULL AND expires_ms > $2
      """;

  static final String REVOKE =
      """
      UPDATE invite SET revoked_ms = $2
      WHERE id = $1 AND NOT first AND used_ms IS NULL AND revoked_ms IS NULL
      """;
  static final String REVOKE_FIRST =
      "UPDATE invite SET revoked_ms = $1 WHERE first AND used_ms IS NULL AND revoked_ms IS NULL";

  /** Held to the end of the transaction: two first codes make one first admin. */
  static final String ALONE = "SELECT pg_advisory_xact_lock(7264519084)";

  private final SqlClient client;

  InviteStore(SqlClient client) {
    this.client = client;
  }

  /** What a new invite is to be. */
  record Wanted(Role role, boolean first, String createdBy, long expiresMs) {}

  Future<Invite> add(byte[] hash, Wanted wanted, long nowMs) {
    Tuple row =
        Tuple.of(
            Buffer.buffer(hash),
            wanted.role().code(),
            wanted.first(),
            wanted.createdBy(),
            nowMs,
            wanted.expiresMs());
    return client.preparedQuery(ADD).execute(row).map(rows -> invite(rows.iterator().next()));
  }

  Future<Optional<Invite>> find(byte[] hash) {
    return client
        .preparedQuery(FIND)
        .execute(Tuple.of(Buffer.buffer(hash)))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .findFirst()
                    .map(InviteStore::invite));
  }

  Future<List<Invite>> list() {
    return client
        .preparedQuery(LIST)
        .execute()
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false).map(InviteStore::invite).toList());
  }

  /** False when somebody else was quicker. */
  Future<Boolean> use(long id, long userId, long nowMs) {
    return run(USE, Tuple.of(id, nowMs, userId)).map(used -> used == 1);
  }

  /** False when there is no open one of that id. */
  Future<Boolean> revoke(long id, long nowMs) {
    return run(REVOKE, Tuple.of(id, nowMs)).map(revoked -> revoked == 1);
  }

  Future<Integer> revokeFirst(long nowMs) {
    return run(REVOKE_FIRST, Tuple.of(nowMs));
  }

  Future<Void> alone() {
    return client.preparedQuery(ALONE).execute().mapEmpty();
  }

  private Future<Integer> run(String sql, Tuple arguments) {
    return client.preparedQuery(sql).execute(arguments).map(rows -> rows.rowCount());
  }

  private static Invite invite(Row row) {
    return new Invite(
        row.getLong("id"),
        Role.find(row.getString("role")).orElseThrow(),
        row.getBoolean("first"),
        row.getString("created_by"),
        row.getLong("created_ms"),
        row.getLong("expires_ms"),
        maybe(row, "used_ms"),
        maybe(row, "revoked_ms"));
  }

  private static OptionalLong maybe(Row row, String column) {
    Long value = row.getLong(column);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
