package io.tapeloom.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.user.Caller;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A request that is sent twice with one key is done once. */
class OnceTest {
  private final Once once = new Once(Service.inMemory());
  private int done;

  private Future<Answer> work() {
    done++;
    return Future.succeededFuture(Answer.json(201, new JsonObject().put("n", done)));
  }

  private static Call call(String key, String body) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    if (!key.isEmpty()) {
      headers.add("Idempotency-Key", key);
    }
    Client client = new Client(Caller.ANONYMOUS, Peer.direct("127.0.0.1", false), headers);
    return new Call("id", Map.of("a", 1L), Optional.of(new JsonObject(body)), client);
  }

  private Future<Answer> run(String key, String body, Supplier<Future<Answer>> work) {
    return once.run("halt", call(key, body), work);
  }

  private static int refusal(Future<Answer> answer) {
    return ((Refusal) answer.cause()).problem().status();
  }

  @Test
  void theSecondOneGetsTheAnswerOfTheFirst() {
    Answer first = run("k", "{}", this::work).result();
    Answer second = run("k", "{}", this::work).result();
    assertEquals(1, done);
    assertEquals(first.body(), second.body());
    assertEquals(201, second.status());
    assertEquals("true", second.headers().get("Idempotency-Replayed"));
    assertTrue(first.headers().isEmpty());
    run("other", "{}", this::work);
    run("", "{}", this::work);
    run("", "{}", this::work);
    assertEquals(4, done, "without a key each is its own");
  }

  @Test
  void aKeyStandsForOneContent() {
    run("k", "{}", this::work);
    assertEquals(422, refusal(run("k", "{\"reason\":\"x\"}", this::work)));
    assertEquals(422, refusal(once.run("resume", call("k", "{}"), this::work)));
    assertEquals(1, done);
  }

  @Test
  void whileTheFirstIsWorkedOnTheSecondIsToldSo() {
    Promise<Answer> slow = Promise.promise();
    Future<Answer> first = run("k", "{}", slow::future);
    assertEquals(409, refusal(run("k", "{}", this::work)));
    slow.complete(Answer.json(new JsonObject()));
    assertEquals(200, first.result().status());
    assertEquals(200, run("k", "{}", this::work).result().status());
  }

  @Test
  void whatWasRefusedMayBeTriedAgain() {
    run("k", "{}", () -> Future.failedFuture(Problem.unavailable("later").refusal()));
    run(
        "k",
        "{}",
        () -> {
          throw new IllegalStateException("bug");
        });
    assertEquals(201, run("k", "{}", this::work).result().status());
  }
}
