package io.tapeloom.ops;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.Optional;

/** How much the database holds; asked at most every ten seconds, since it looks at every file. */
public final class DatabaseSize {
  static final String SIZE =
      """
      SELECT pg_database_size(current_database()) AS bytes,
        (SELECT count(*) FROM pg_inherits) AS partitions
      """;

  private static final long FRESH_NANOS = 10_000_000_000L;
  private final Pool pool;
  private volatile Optional<Reading> newest = Optional.empty();

  private record Reading(long nanos, JsonObject json) {}

  /** The size of that pool's database. */
  public DatabaseSize(Pool pool) {
    this.pool = pool;
  }

  Future<JsonObject> read() {
    long now = System.nanoTime();
    Optional<JsonObject> fresh =
        newest.filter(r -> now - r.nanos() < FRESH_NANOS).map(Reading::json);
    return fresh.isPresent()
        ? Future.succeededFuture(fresh.get().copy())
        : pool.query(SIZE).execute().map(rows -> keep(rows.iterator().next(), now));
  }

  private JsonObject keep(Row row, long nanos) {
    JsonObject json =
        new JsonObject()
            .put("bytes", row.getLong("bytes"))
            .put("partitions", row.getLong("partitions"));
    newest = Optional.of(new Reading(nanos, json));
    return json.copy();
  }
}
