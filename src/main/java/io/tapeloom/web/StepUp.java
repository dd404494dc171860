package io.tapeloom.web;

import io.tapeloom.user.Caller;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whether an operation needs the password given again, from the contract's {@code x-step-up}: true,
 * or {@code {unless: {field: value}}} for bodies that have exactly those values.
 *
 * @param needed false where the contract says nothing
 * @param harmless fields of a body that needs none; empty where every body does
 */
record StepUp(boolean needed, Map<String, String> harmless) {
  private static final String KEY = "x-step-up";

  static StepUp of(JsonObject operation) {
    Object said = operation.getValue(KEY);
    Map<String, String> unless = new TreeMap<>();
    if (said instanceof JsonObject terms) {
      terms.getJsonObject("unless").forEach(e -> unless.put(e.getKey(), "" + e.getValue()));
    }
    return new StepUp(said != null && !Boolean.FALSE.equals(said), Map.copyOf(unless));
  }

  /** True where the contract's word for it can be read. */
  static boolean isReadable(JsonObject operation) {
    return switch (operation.getValue(KEY)) {
      case null -> true;
      case Boolean said -> said;
      case JsonObject terms ->
          terms.getValue("unless") instanceof JsonObject unless && !unless.isEmpty();
      default -> false;
    };
  }

  private boolean isHarmless(Optional<JsonObject> body) {
    return !harmless.isEmpty()
        && harmless.entrySet().stream()
            .allMatch(e -> e.getValue().equals(body.map(b -> b.getValue(e.getKey())).orElse(null)));
  }

  /** Refuses a call that needs the password first; a key has none to give. */
  void check(Call call, Gatekeeper gatekeeper) {
    if (!needed || isHarmless(call.body())) {
      return;
    }
    if (call.caller() instanceof Caller.Program) {
      throw Problem.of(403, "login-required", "Only for people", "an API key may not do this")
          .refusal();
    }
    if (!gatekeeper.steppedUp(call.caller())) {
      throw Problem.of(
              403,
              "step-up-required",
              "Give your password again",
              "POST /api/v1/me/step-up first; it is good for five minutes")
          .refusal();
    }
  }
}
