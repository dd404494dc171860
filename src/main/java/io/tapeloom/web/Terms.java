package io.tapeloom.web;

import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the contract says about serving an operation, apart from its parameters.
 *
 * @param heavy {@code x-heavy}: few at once for each caller
 * @param repeatable takes an {@code Idempotency-Key}: sent twice, done once
 * @param body schema of the JSON it takes, absent when it takes none
 * @param stepUp {@code x-step-up}: whether the password must have been given again
 * @param maxRangeMs {@code x-max-range-days}: longest time from {@code from} to {@code to}
 */
record Terms(
    String id,
    boolean heavy,
    boolean repeatable,
    StepUp stepUp,
    long maxRangeMs,
    Optional<JsonObject> body) {
  private static final long DAY_MS = 86_400_000;

  static Terms of(Operation operation, JsonObject contract) {
    JsonObject model = operation.getOpenAPIModel();
    JsonObject published = published(operation.getOperationId(), contract);
    return new Terms(
        operation.getOperationId(),
        model.getBoolean("x-heavy", false),
        operation.getParameters().stream()
            .map(Parameter::getName)
            .anyMatch(Repeats.HEADER::equalsIgnoreCase),
        StepUp.of(published),
        model.getLong("x-max-range-days", Long.MAX_VALUE / DAY_MS) * DAY_MS,
        body(published, contract));
  }

  /** As it is published: the library adds words of its own to what it read. */
  private static JsonObject published(String id, JsonObject contract) {
    return contract.getJsonObject("paths").stream()
        .flatMap(path -> ((JsonObject) path.getValue()).stream())
        .map(Map.Entry::getValue)
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .filter(o -> id.equals(o.getString("operationId")))
        .findFirst()
        .orElseThrow();
  }

  private static Optional<JsonObject> body(JsonObject published, JsonObject contract) {
    return Stream.ofNullable(published.getJsonObject("requestBody"))
        .map(b -> ContractRules.resolve(contract, b).getJsonObject("content"))
        .flatMap(c -> Stream.ofNullable(c.getJsonObject("application/json")))
        .map(media -> media.getJsonObject("schema"))
        .findFirst();
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
