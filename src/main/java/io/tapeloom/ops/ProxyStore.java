package io.tapeloom.ops;

import io.tapeloom.net.ProxyDecision;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.stream.StreamSupport;

/** What people decided of proxies, kept so that a restart does not forget it. */
public final class ProxyStore {
  static final String READ = "SELECT name, enabled, pinned FROM proxy_decision ORDER BY name";

  static final String ENABLE =
      """
      INSERT INTO proxy_decision AS d (name, enabled) VALUES ($1, $2)
      ON CONFLICT (name) DO UPDATE
      SET enabled = excluded.enabled, pinned = d.pinned AND excluded.enabled,
        at = clock_timestamp()
      """;

  static final String UNPIN =
      "UPDATE proxy_decision SET pinned = false, at = clock_timestamp() WHERE pinned";

  static final String PIN =
      """
      INSERT INTO proxy_decision (name, enabled, pinned) VALUES ($1, true, true)
      ON CONFLICT (name) DO UPDATE
      SET enabled = true, pinned = true, at = clock_timestamp()
      """;

  private final Pool pool;

  /** A store over that pool. */
  public ProxyStore(Pool pool) {
    this.pool = pool;
  }

  /** Every decision. */
  public Future<List<ProxyDecision>> read() {
    return pool.query(READ)
        .execute()
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false).map(ProxyStore::decision).toList());
  }

  private static ProxyDecision decision(Row row) {
    return new ProxyDecision(
        row.getString("name"), row.getBoolean("enabled"), row.getBoolean("pinned"));
  }

  /** Lets one be used or not; what is disabled is pinned no longer. */
  Future<Void> enable(String name, boolean enabled) {
    return pool.preparedQuery(ENABLE).execute(Tuple.of(name, enabled)).mapEmpty();
  }

  /** Pins one and no other. */
  Future<Void> pin(String name) {
    return pool.withTransaction(
        client ->
            client
                .preparedQuery(UNPIN)
                .execute()
                .compose(_ -> client.preparedQuery(PIN).execute(Tuple.of(name)))
                .mapEmpty());
  }

  /** Pins none. */
  Future<Void> unpin() {
    return pool.preparedQuery(UNPIN).execute().mapEmpty();
  }
}
