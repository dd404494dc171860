package io.tapeloom.web;

import static io.tapeloom.web.ContractCheck.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.kernel.Health;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ready is what passed every check; whole is what has no part in trouble either. */
class ReadinessTest {
  private final Vertx vertx = Vertx.vertx();
  private final Map<String, Boolean> stations = new TreeMap<>(Map.of("coordinator", true));
  private final Readiness readiness =
      new Readiness(vertx)
          .check(
              "database",
              () -> Future.succeededFuture(new Health("database", Health.Status.UP, "")))
          .stations(() -> stations);

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  @Test
  void everyPartHasAnEntry() throws Exception {
    Readiness.View view = await(readiness.view());
    assertEquals(Map.of("database", "up", "coordinator", "up"), view.dependencies());
    assertEquals("up", view.status());
  }

  @Test
  void aStationThatIsReplacedMakesItDegradedButNotDown() throws Exception {
    stations.put("coordinator", false);
    Readiness.View view = await(readiness.view());
    assertEquals("restarting", view.dependencies().get("coordinator"));
    assertTrue(view.ready());
    assertEquals("degraded", view.status());
  }

  @Test
  void aCheckThatFailsMakesItDown() throws Exception {
    readiness.check("exchange", () -> Future.failedFuture("gone"));
    Readiness.View view = await(readiness.view());
    assertEquals("down", view.status());
    assertEquals("down", view.dependencies().get("exchange"));
  }
}
