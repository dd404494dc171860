package io.tapeloom.user.io;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Rows of preferences, each with a version that the next change must name. */
final class PreferenceStore {
  static final String FIND = "SELECT version, body FROM preference WHERE user_id = $1";
  static final String FIRST =
      """
      INSERT INTO preference (user_id, version, body) VALUES ($1, 1, $2)
      ON CONFLICT DO NOTHING RETURNING version, body
      """;
  static final String NEXT =
      """
      UPDATE preference SET version = version + 1, body = $3
      WHERE user_id = $1 AND version = $2 RETURNING version, body
      """;

  private final SqlClient client;

  PreferenceStore(SqlClient client) {
    this.client = client;
  }

  /** Preferences and their version, 0 where none were stored. */
  record Stored(long version, JsonObject body) {}

  Future<Stored> of(long userId) {
    return client
        .preparedQuery(FIND)
        .execute(Tuple.of(userId))
        .map(rows -> first(rows).orElseGet(PreferenceStore::usual));
  }

  private static Stored usual() {
    return new Stored(
        0,
        new JsonObject()
            .put("theme", "dark")
            .put("palette", "green-red")
            .put("density", "comfortable")
            .put("zone", "utc")
            .put("favourites", new JsonArray()));
  }

  /** Replaces that version; empty when another one is stored. */
  Future<Optional<Stored>> save(long userId, long version, JsonObject body) {
    return version == 0
        ? run(FIRST, Tuple.of(userId, body.encode()))
        : run(NEXT, Tuple.of(userId, version, body.encode()));
  }

  private Future<Optional<Stored>> run(String sql, Tuple arguments) {
    return client.preparedQuery(sql).execute(arguments).map(PreferenceStore::first);
  }

  private static Optional<Stored> first(Iterable<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false)
        .findFirst()
        .map(row -> new Stored(row.getLong("version"), new JsonObject(row.getString("body"))));
  }
}
