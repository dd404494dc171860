package io.tapeloom.web;

import io.vertx.core.Future;

/** Answers one operation of the contract; its parameters are already validated and completed. */
@FunctionalInterface
public interface Operation {
  /** The answer; a {@link Refusal} becomes its problem, any other failure a 500 without details. */
  Future<Answer> handle(Call call);
}
