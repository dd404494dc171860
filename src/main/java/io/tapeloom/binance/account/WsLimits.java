package io.tapeloom.binance.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeloom.binance.RateBudget;
import io.tapeloom.binance.RateBudget.Kind;
import io.tapeloom.ledger.Refusal.Ground;
import io.tapeloom.ledger.SendOutcome;
import java.util.Map;

/** Tells the budget what a WS-API answer says about limits. */
final class WsLimits {
  private static final Map<String, Long> UNITS =
      Map.of("SECOND", 1_000L, "MINUTE", 60_000L, "DAY", 86_400_000L);

  private WsLimits() {}

  static void heard(RateBudget budget, JsonNode answer, SendOutcome<?> outcome, long nowMs) {
    answer.path("rateLimits").forEach(limit -> counted(budget, limit, nowMs));
    if (outcome instanceof SendOutcome.NotSent<?> no && no.refusal().ground() == Ground.BANNED) {
      budget.ban(untilMs(answer, nowMs));
    }
    if (outcome instanceof SendOutcome.NotSent<?> no && no.refusal().ground() == Ground.THROTTLED) {
      Kind kind = no.refusal().code() == -1015 ? Kind.ORDERS : Kind.WEIGHT;
      budget.stop(kind, untilMs(answer, nowMs));
    }
  }

  private static void counted(RateBudget budget, JsonNode limit, long nowMs) {
    Long unit = UNITS.get(limit.path("interval").asText());
    boolean orders = limit.path("rateLimitType").asText().equals("ORDERS");
    if (unit != null && limit.path("count").isInt()) {
      long spanMs = unit * limit.path("intervalNum").asInt(1);
      Kind kind = orders ? Kind.ORDERS : Kind.WEIGHT;
      budget.counted(kind, spanMs, limit.get("count").intValue(), nowMs);
    }
  }

  private static long untilMs(JsonNode answer, long nowMs) {
    long untilMs = answer.path("error").path("data").path("retryAfter").asLong(0);
    return untilMs > nowMs ? untilMs : nowMs + AccountRest.defaultStopMs();
  }
}
