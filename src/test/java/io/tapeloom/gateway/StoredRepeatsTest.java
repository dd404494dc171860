package io.tapeloom.gateway;

import static io.tapeloom.web.ContractCheck.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.pg.Database;
import io.tapeloom.pg.Pools;
import io.tapeloom.pg.TestPostgres;
import io.tapeloom.web.Answer;
import io.tapeloom.web.Repeats;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Answers outlive the program, one caller never sees another's, and of many at once one is first.
 */
class StoredRepeatsTest {
  private static final Answer ANSWER = Answer.json(201, new JsonObject().put("n", 1));
  private static Vertx vertx;
  private static Database database;
  private static Pools pools;
  private static StoredRepeats repeats;

  @BeforeAll
  static void open() {
    vertx = Vertx.vertx();
    database = TestPostgres.fresh();
    pools = database.pools(vertx);
    repeats = StoredRepeats.of(vertx, pools.app());
  }

  @AfterAll
  static void close() throws Exception {
    await(pools.close());
    await(vertx.close());
  }

  private static Repeats.Request request(String caller, String key) {
    return new Repeats.Request(caller, key, "halt", "print of " + key);
  }

  @Test
  void theAnswerIsFoundByTheSameCallerOnly() throws Exception {
    Repeats.Request mine = request("user:1", "k");
    assertEquals(Optional.empty(), await(repeats.begin(mine)));
    assertEquals(Optional.empty(), await(repeats.begin(mine)).orElseThrow().answer());
    await(repeats.done(mine, ANSWER));
    StoredRepeats again = StoredRepeats.of(vertx, pools.app());
    Repeats.Known known = await(again.begin(mine)).orElseThrow();
    assertEquals("print of k", known.print());
    assertEquals(201, known.answer().orElseThrow().status());
    assertEquals(ANSWER.body(), known.answer().orElseThrow().body());
    assertEquals(Optional.empty(), await(repeats.begin(request("user:2", "k"))));
  }

  @Test
  void ofManyAtOnceExactlyOneIsFirst() throws Exception {
    List<Future<Optional<Repeats.Known>>> all = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      all.add(repeats.begin(request("user:1", "race")));
    }
    await(Future.all(all));
    assertEquals(1, all.stream().filter(f -> f.result().isEmpty()).count());
  }

  @Test
  void whatCameToNothingOrIsOldCountsAsNew() throws Exception {
    Repeats.Request failed = request("user:1", "failed");
    await(repeats.begin(failed));
    await(repeats.undone(failed));
    assertEquals(Optional.empty(), await(repeats.begin(failed)));
    TestPostgres.execute(
        database,
        "UPDATE repeatable_request SET created_at = created_at - interval '2 minutes'"
            + " WHERE key = 'failed'");
    assertEquals(Optional.empty(), await(repeats.begin(failed)), "its first request is dead");
    await(repeats.done(failed, ANSWER));
    TestPostgres.execute(
        database,
        "UPDATE repeatable_request SET created_at = created_at - interval '25 hours'"
            + " WHERE key = 'failed'");
    assertTrue(await(repeats.sweep()) >= 1);
    assertEquals(Optional.empty(), await(repeats.begin(failed)));
  }
}
