package io.tapeloom.binance.account;

import io.tapeloom.binance.Allowance;
import io.tapeloom.binance.RateBudget;
import io.tapeloom.binance.RateBudget.Kind;
import io.tapeloom.kernel.Market;
import io.tapeloom.ledger.Refusal;
import io.tapeloom.ledger.Refusal.Ground;
import io.tapeloom.ledger.SendOutcome;
import java.util.Map;

/** Tells the budgets what the exchange says in its headers and refusals. */
final class BudgetHeaders {
  private static final Map<String, Long> SPANS =
      Map.of("10S", 10_000L, "1M", 60_000L, "1D", 86_400_000L);
  private final Allowance allowance;

  BudgetHeaders(Allowance allowance) {
    this.allowance = allowance;
  }

  void heard(Market market, Lanes.Answer answer, SendOutcome<?> outcome, long nowMs) {
    RateBudget budget = allowance.budget(market);
    SPANS.forEach(
        (span, spanMs) -> {
          counted(budget, Kind.WEIGHT, "X-MBX-USED-WEIGHT-" + span, spanMs, answer, nowMs);
          counted(budget, Kind.ORDERS, "X-MBX-ORDER-COUNT-" + span, spanMs, answer, nowMs);
        });
    if (outcome instanceof SendOutcome.NotSent<?> unsent) {
      stopped(budget, unsent.refusal(), nowMs + retryAfterMs(answer));
    }
  }

  private static void counted(
      RateBudget budget, Kind kind, String header, long spanMs, Lanes.Answer answer, long nowMs) {
    String value = answer.headers().get(header);
    if (value != null && value.matches("\\d{1,9}")) {
      budget.counted(kind, spanMs, Integer.parseInt(value), nowMs);
    }
  }

  private static void stopped(RateBudget budget, Refusal refusal, long untilMs) {
    if (refusal.ground() == Ground.BANNED) {
      budget.ban(untilMs);
    } else if (refusal.ground() == Ground.THROTTLED) {
      budget.stop(refusal.code() == -1015 ? Kind.ORDERS : Kind.WEIGHT, untilMs);
    }
  }

  private static long retryAfterMs(Lanes.Answer answer) {
    String seconds = answer.headers().get("Retry-After");
    boolean plain = seconds != null && seconds.matches("\\d{1,7}");
    return plain ? Long.parseLong(seconds) * 1_000 : AccountRest.defaultStopMs();
  }
}
