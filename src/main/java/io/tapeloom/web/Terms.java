package io.tapeloom.web;

import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;

/**
 * What the contract says about serving an operation, apart from its parameters.
 *
 * @param heavy {@code x-heavy}: few at once for each caller
 * @param repeatable takes an {@code Idempotency-Key}: sent twice, done once
 * @param maxRangeMs {@code x-max-range-days}: longest time from {@code from} to {@code to}
 */
record Terms(String id, boolean heavy, boolean repeatable, long maxRangeMs) {
  private static final long DAY_MS = 86_400_000;

  static Terms of(Operation operation) {
    JsonObject model = operation.getOpenAPIModel();
    return new Terms(
        operation.getOperationId(),
        model.getBoolean("x-heavy", false),
        operation.getParameters().stream()
            .map(Parameter::getName)
            .anyMatch(Repeats.HEADER::equalsIgnoreCase),
        model.getLong("x-max-range-days", Long.MAX_VALUE / DAY_MS) * DAY_MS);
  }

  /** Refuses a range with both ends that is longer than this operation reads. */
  void check(TimeRange range) {
    if (range.fromMs().isEmpty() || range.toMs().isEmpty()) {
      return;
    }
    long days = maxRangeMs / DAY_MS;
    if (range.toMs().getAsLong() - range.fromMs().getAsLong() > maxRangeMs) {
      String detail = "to: expected at most " + days + " days after from, got more";
      throw Problem.invalid("/query/to", detail).refusal();
    }
  }
}
