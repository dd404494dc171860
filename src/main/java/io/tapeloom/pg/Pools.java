package io.tapeloom.pg;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Three bulkheads, so that a flood of market rows or of page views never keeps an order's row
 * waiting.
 *
 * @param journal orders and money: durable commits, short time-outs
 * @param app everything else
 * @param bulk the tape: commits without waiting for the disk, since the exchange can resend
 */
public record Pools(Pool journal, Pool app, Pool bulk) {
  static Pools open(Vertx vertx, Database database) {
    return new Pools(
        pool(
            vertx,
            database,
            "journal",
            3,
            64,
            Map.of(
                "statement_timeout",
                "2000",
                "lock_timeout",
                "1000",
                "idle_in_transaction_session_timeout",
                "10000")),
        pool(
            vertx,
            database,
            "app",
            8,
            256,
            Map.of("statement_timeout", "30000", "idle_in_transaction_session_timeout", "30000")),
        pool(
            vertx,
            database,
            "bulk",
            4,
            256,
            Map.of("statement_timeout", "60000", "synchronous_commit", "off")));
  }

  /** One session with the limits of {@code app}. */
  static Pool session(Vertx vertx, Database database, String role) {
    return pool(
        vertx,
        database,
        role,
        1,
        256,
        Map.of("statement_timeout", "30000", "idle_in_transaction_session_timeout", "30000"));
  }

  private static Pool pool(
      Vertx vertx,
      Database database,
      String role,
      int size,
      int maxWaiting,
      Map<String, String> sessionSettings) {
    PoolOptions options =
        new PoolOptions()
            .setName("tapeloom-" + role)
            .setMaxSize(size)
            .setMaxWaitQueueSize(maxWaiting)
            .setConnectionTimeout(5)
            .setConnectionTimeoutUnit(TimeUnit.SECONDS);
    return PgBuilder.pool()
        .with(options)
        .connectingTo(database.connectOptions(role, sessionSettings))
        .using(vertx)
        .build();
  }

  /** Closes all three once their statements have ended. */
  public Future<Void> close() {
    return Future.join(journal.close(), app.close(), bulk.close()).mapEmpty();
  }
}
