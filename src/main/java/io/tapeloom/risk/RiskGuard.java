package io.tapeloom.risk;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.risk.RiskState.Status;
import java.util.Map;
import java.util.SortedMap;

/**
 * Judges a day: the worst account's closed result in R, and how fresh the tape is.
 *
 * @param warningR daily result at or below which it warns, negative
 * @param breakR daily result at or below which the circuit breaks, negative
 * @param staleMs age of the newest trade from which an instrument is stale
 */
public record RiskGuard(Fixed warningR, Fixed breakR, long staleMs) {
  /** Minus 3 R warns, minus 5 R breaks, 30 s without a trade is stale. */
  public static final RiskGuard DEFAULT =
      new RiskGuard(Fixed.parse("-3"), Fixed.parse("-5"), 30_000);

  /** Refuses limits in the wrong order. */
  public RiskGuard {
    if (warningR.signum() >= 0 || breakR.compareTo(warningR) > 0 || staleMs <= 0) {
      throw new IllegalArgumentException(
          "risk: expected break_r <= warning_r < 0 and stale_ms above 0, got "
              + breakR
              + ", "
              + warningR
              + ", "
              + staleMs);
    }
  }

  /**
   * The state at a market time.
   *
   * @param todayR closed result of each account since 00:00 UTC
   * @param lastTradeMs newest trade of each instrument; one without any is stale
   */
  public RiskState evaluate(
      SortedMap<String, Fixed> todayR, SortedMap<Instrument, Long> lastTradeMs, long nowMs) {
    Status status = Status.NORMAL;
    StringBuilder reasons = new StringBuilder();
    for (Map.Entry<String, Fixed> account : todayR.entrySet()) {
      Status found = status(account.getValue());
      if (found != Status.NORMAL) {
        status = found.compareTo(status) > 0 ? found : status;
        add(reasons, account.getKey() + " at " + account.getValue() + " R today");
      }
    }
    for (Map.Entry<Instrument, Long> newest : lastTradeMs.entrySet()) {
      if (nowMs - newest.getValue() > staleMs) {
        status = status == Status.NORMAL ? Status.WARNING : status;
        add(reasons, "no trade of " + newest.getKey() + " for " + staleMs / 1000 + " s");
      }
    }
    return new RiskState(status, reasons.toString(), nowMs);
  }

  private Status status(Fixed r) {
    if (r.compareTo(breakR) <= 0) {
      return Status.CIRCUIT_BREAK;
    }
    return r.compareTo(warningR) <= 0 ? Status.WARNING : Status.NORMAL;
  }

  private static void add(StringBuilder reasons, String reason) {
    reasons.append(reasons.isEmpty() ? "" : "; ").append(reason);
  }
}
