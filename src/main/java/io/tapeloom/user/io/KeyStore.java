package io.tapeloom.user.io;

import io.tapeloom.user.ApiKey;
import io.tapeloom.user.Scope;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;

/** Rows of API keys; the owner stands in every question, so that nobody reaches another's. */
final class KeyStore {
  static final String ADD =
      """
      INSERT INTO api_key (user_id, name, hash, last_four, scopes, created_ms, expires_ms)
      VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING *
      """;
  static final String COUNT =
      "SELECT count(*) AS n FROM api_key WHERE user_id = $1 AND revoked_ms IS NULL";
  static final String OF_USER =
      "SELECT * FROM api_key WHERE user_id = $1 AND revoked_ms IS NULL ORDER BY id";
  static final String ALL = "SELECT * FROM api_key WHERE revoked_ms IS NULL ORDER BY id LIMIT 1000";
  static final String REVOKE =
      """
      UPDATE api_key SET revoked_ms = $3
      WHERE id = $1 AND ($2::bigint IS NULL OR user_id = $2) AND revoked_ms IS NULL
      """;
  static final String REVOKE_ALL =
      "UPDATE api_key SET revoked_ms = $2 WHERE user_id = $1 AND revoked_ms IS NULL";
  static final String STANDING =
      """
      SELECT count(*) AS n FROM api_key
      WHERE user_id = $1 AND revoked_ms IS NULL AND (expires_ms IS NULL OR expires_ms > $2)
      """;
  static final String USED = "UPDATE api_key SET last_used_ms = $2 WHERE id = $1";

  private final SqlClient client;

  KeyStore(SqlClient client) {
    this.client = client;
  }

  /** What a new key is to be. */
  record Wanted(long ownerId, String name, List<Scope> scopes, Optional<Long> expiresMs) {}

  Future<ApiKey> add(Wanted wanted, String key, long nowMs) {
    Tuple row =
        Tuple.tuple()
            .addValue(wanted.ownerId())
            .addValue(wanted.name())
            .addValue(Buffer.buffer(Secrets.sha256(key)))
            .addValue(ApiKey.lastFour(key))
            .addValue(wanted.scopes().stream().map(Scope::code).toArray(String[]::new))
            .addValue(nowMs)
            .addValue(wanted.expiresMs().orElse(null));
    return client.preparedQuery(ADD).execute(row).map(rows -> key(rows.iterator().next()));
  }

  Future<Long> count(long ownerId) {
    return client
        .preparedQuery(COUNT)
        .execute(Tuple.of(ownerId))
        .map(rows -> rows.iterator().next().getLong("n"));
  }

  Future<List<ApiKey>> ofUser(long ownerId) {
    return list(OF_USER, Tuple.of(ownerId));
  }

  Future<List<ApiKey>> all() {
    return list(ALL, Tuple.tuple());
  }

  private Future<List<ApiKey>> list(String sql, Tuple arguments) {
    return client
        .preparedQuery(sql)
        .execute(arguments)
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(KeyStore::key).toList());
  }

  /** False when that owner has none of that id; without an owner it may be anybody's. */
  Future<Boolean> revoke(long id, Optional<Long> ownerId, long nowMs) {
    return client
        .preparedQuery(REVOKE)
        .execute(Tuple.of(id, ownerId.orElse(null), nowMs))
        .map(rows -> rows.rowCount() == 1);
  }

  /** Ends every key of that owner; says how many. */
  Future<Integer> revokeAll(long ownerId, long nowMs) {
    return client
        .preparedQuery(REVOKE_ALL)
        .execute(Tuple.of(ownerId, nowMs))
        .map(rows -> rows.rowCount());
  }

  /** How many keys of that owner are good now. */
  Future<Long> standing(long ownerId, long nowMs) {
    return client
        .preparedQuery(STANDING)
        .execute(Tuple.of(ownerId, nowMs))
        .map(rows -> rows.iterator().next().getLong("n"));
  }

  Future<Void> used(long id, long nowMs) {
    return client.preparedQuery(USED).execute(Tuple.of(id, nowMs)).mapEmpty();
  }

  private static ApiKey key(Row row) {
    return new ApiKey(
        row.getLong("id"),
        row.getLong("user_id"),
        row.getString("name"),
        scopes(row.getArrayOfStrings("scopes")),
        row.getString("last_four"),
        row.getLong("created_ms"),
        maybe(row, "last_used_ms"),
        maybe(row, "expires_ms"));
  }

  static List<Scope> scopes(String[] codes) {
    return Arrays.stream(codes).flatMap(code -> Scope.find(code).stream()).toList();
  }

  private static OptionalLong maybe(Row row, String column) {
    Long value = row.getLong(column);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
