package io.tapeloom.web;

import io.vertx.core.Future;
import java.util.Optional;

/** Remembers answers by {@code Idempotency-Key}, so that what is sent twice is done once. */
public interface Repeats {
  /** Header that names a request. */
  String HEADER = "Idempotency-Key";

  /**
   * One request that may be sent again.
   *
   * @param caller who sent it; nobody can hear another caller's answer
   * @param print fingerprint of operation, path, query and body
   */
  record Request(String caller, String key, String operation, String print) {}

  /**
   * What is known of a request when it comes.
   *
   * @param print fingerprint of the one that came first
   * @param answer its answer, empty while it is still worked on
   */
  record Known(String print, Optional<Answer> answer) {}

  /** Notes the request; empty when it is new, else what is known of it. */
  Future<Optional<Known>> begin(Request request);

  /** Keeps the answer. */
  Future<Void> done(Request request, Answer answer);

  /** Forgets a request that came to nothing, so that it can be sent again. */
  Future<Void> undone(Request request);
}
