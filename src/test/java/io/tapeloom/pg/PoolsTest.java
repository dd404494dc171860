package io.tapeloom.pg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each kind of work has sessions of its own, and none waits without end. */
class PoolsTest {
  private final Vertx vertx = Vertx.vertx();
  private final Database database = TestPostgres.fresh();
  private final Pools pools = database.pools(vertx);

  @AfterEach
  void close() throws Exception {
    pools.close().await(30, TimeUnit.SECONDS);
    vertx.close().await(30, TimeUnit.SECONDS);
  }

  @Test
  void onlyTheTapeCommitsWithoutWaitingForTheDisk() throws Exception {
    assertEquals("off", text(pools.bulk(), "SELECT current_setting('synchronous_commit')"));
    String asTheServerSays =
        "SELECT CASE WHEN setting = reset_val THEN 'reset' ELSE setting END"
            + " FROM pg_settings WHERE name = 'synchronous_commit' AND source <> 'client'";
    assertEquals("reset", text(pools.journal(), asTheServerSays));
    assertEquals("reset", text(pools.app(), asTheServerSays));
    assertEquals("tapeloom journal", text(pools.journal(), "SHOW application_name"));
  }

  @Test
  void sessionsOfTheJournalGiveUpSoonerThanTheOthers() throws Exception {
    assertEquals("2s", text(pools.journal(), "SHOW statement_timeout"));
    assertEquals("1s", text(pools.journal(), "SHOW lock_timeout"));
    assertEquals("30s", text(pools.app(), "SHOW statement_timeout"));
  }

  @Test
  void aFullQueueRefusesInsteadOfGrowing() {
    List<Future<?>> flood = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      flood.add(pools.journal().query("SELECT pg_sleep(0.02)").execute());
    }
    Exception refused =
        assertThrows(Exception.class, () -> Future.all(flood).await(20, TimeUnit.SECONDS));
    assertTrue(refused.getMessage().contains("max wait queue size"), refused.toString());
    long served = flood.stream().filter(PoolsTest::settled).count();
    assertTrue(served >= 64 && served <= 67, "served " + served);
  }

  @Test
  void sessionsThatTheServerEndedAreReplaced() throws Exception {
    assertEquals("1", text(pools.app(), "SELECT '1'"));
    TestPostgres.execute(
        database,
        """
        SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity
        WHERE application_name = 'tapeloom app' AND datname = current_database()""");
    Future<String> again = Future.future(promise -> retry(promise, 0));
    assertEquals("1", again.await(30, TimeUnit.SECONDS));
  }

  @Test
  void aUrlMayCarryTheLoginButNeverPrintsIt() {
    Database login = Database.of("postgres://me:secret@db.example/tape", "other", "none");
    assertEquals(new Database("db.example", 5432, "tape", "me", "secret"), login);
    assertEquals("postgresql://db.example:5432/tape", login.toString());
    IllegalArgumentException bad =
        assertThrows(
            IllegalArgumentException.class, () -> Database.of("mysql://me:secret@db/x", "u", "p"));
    assertEquals(
        "database.url: expected postgresql://host:port/name, got \"mysql://***@db/x\"",
        bad.getMessage());
  }

  private void retry(Promise<String> promise, int attempt) {
    pools
        .app()
        .query("SELECT '1'")
        .execute()
        .map(rows -> rows.iterator().next().getString(0))
        .onSuccess(promise::complete)
        .onFailure(
            e -> {
              if (attempt < 10) {
                retry(promise, attempt + 1);
              } else {
                promise.fail(e);
              }
            });
  }

  private static boolean settled(Future<?> future) {
    try {
      future.await(20, TimeUnit.SECONDS);
      return true;
    } catch (Exception e) {
      return e instanceof PgException;
    }
  }

  private static String text(Pool pool, String sql) throws Exception {
    return pool.query(sql)
        .execute()
        .map(rows -> rows.iterator().next().getString(0))
        .await(30, TimeUnit.SECONDS);
  }
}
