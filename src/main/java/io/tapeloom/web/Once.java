package io.tapeloom.web;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Does a request with an {@code Idempotency-Key} once and repeats its answer. The same key with
 * another content is a mistake of the caller, and refused.
 */
final class Once {
  private static final String REPLAYED = "Idempotency-Replayed";
  private final Repeats repeats;

  Once(Repeats repeats) {
    this.repeats = repeats;
  }

  Future<Answer> run(String operation, Call call, Supplier<Future<Answer>> work) {
    Optional<String> key = call.client().header(Repeats.HEADER);
    if (key.isEmpty()) {
      return work.get();
    }
    Repeats.Request request =
        new Repeats.Request(call.caller().name(), key.get(), operation, print(operation, call));
    return repeats.begin(request).compose(known -> go(request, known, work));
  }

  private Future<Answer> go(
      Repeats.Request request, Optional<Repeats.Known> known, Supplier<Future<Answer>> work) {
    return known.isPresent() ? repeat(request, known.get()) : first(request, work);
  }

  private static Future<Answer> repeat(Repeats.Request request, Repeats.Known known) {
    if (!known.print().equals(request.print())) {
      return Future.failedFuture(
          Problem.of(
                  422,
                  "idempotency-key-reused",
                  "This key stands for another request",
                  Repeats.HEADER + ": expected a new key for a new request")
              .refusal());
    }
    return known
        .answer()
        .map(answer -> Future.succeededFuture(answer.withHeader(REPLAYED, "true")))
        .orElseGet(() -> Future.failedFuture(unfinished().refusal(1)));
  }

  private static Problem unfinished() {
    return Problem.of(
        409, "in-progress", "Still worked on", "the first request with this key is not done yet");
  }

  /** Refusals change nothing, so they are not kept: the same key may succeed later. */
  private Future<Answer> first(Repeats.Request request, Supplier<Future<Answer>> work) {
    return Future.<Void>succeededFuture()
        .compose(_ -> work.get())
        .compose(
            answer -> repeats.done(request, answer).map(answer),
            failure -> repeats.undone(request).transform(_ -> Future.failedFuture(failure)));
  }

  private static String print(String operation, Call call) {
    String all =
        operation + new TreeMap<>(call.values()) + call.body().map(JsonObject::encode).orElse("");
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
