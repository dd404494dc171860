package io.tapeloom.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Heavy work is done few at a time, in order, and nobody waits for another caller. */
class TurnsTest {
  private final Turns turns = new Turns(2);
  private final List<Promise<String>> started = new ArrayList<>();

  private Future<String> work() {
    Promise<String> promise = Promise.promise();
    started.add(promise);
    return promise.future();
  }

  @Test
  void theThirdWaitsUntilOneOfTheFirstTwoIsDone() {
    List<Future<String>> asked = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      asked.add(turns.take("a", this::work));
    }
    assertEquals(2, started.size());
    turns.take("b", this::work);
    assertEquals(3, started.size(), "another caller goes at once");
    started.get(0).complete("one");
    assertEquals(4, started.size());
    started.get(1).fail("broken");
    assertEquals(5, started.size(), "a failure gives the turn on too");
    started.forEach(p -> p.tryComplete("rest"));
    assertEquals("one", asked.get(0).result());
    assertTrue(asked.get(1).failed());
    assertEquals("rest", asked.get(3).result());
    assertEquals(0, turns.names());
  }

  @Test
  void workThatThrowsGivesItsTurnOn() {
    for (int i = 0; i < 10; i++) {
      Future<String> failed =
          turns.take(
              "a",
              () -> {
                throw new IllegalStateException("bug");
              });
      assertTrue(failed.failed());
    }
    assertEquals(0, turns.names());
  }

  @Test
  void aLongQueueIsRefusedWithATimeToTryAgain() {
    for (int i = 0; i < 66; i++) {
      turns.take("a", this::work);
    }
    Refusal refusal = (Refusal) turns.take("a", this::work).cause();
    assertEquals(429, refusal.problem().status());
    assertEquals(1, refusal.retryAfterS());
  }
}
