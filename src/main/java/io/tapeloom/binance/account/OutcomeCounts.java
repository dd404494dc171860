package io.tapeloom.binance.account;

import io.tapeloom.ledger.Refusal.Ground;
import io.tapeloom.ledger.SendOutcome;
import java.util.Map;
import java.util.TreeMap;

/** How calls ended, by outcome and ground; used from any thread. */
public final class OutcomeCounts {
  private final Map<String, Long> counts = new TreeMap<>();

  void count(SendOutcome<?> outcome) {
    String name =
        switch (outcome) {
          case SendOutcome.Accepted<?> _ -> "accepted";
          case SendOutcome.Rejected<?> no -> name("rejected", no.refusal().ground());
          case SendOutcome.NotSent<?> no -> name("not_sent", no.refusal().ground());
          case SendOutcome.Unknown<?> no -> name("unknown", no.refusal().ground());
        };
    synchronized (counts) {
      counts.merge(name, 1L, Long::sum);
    }
  }

  private static String name(String outcome, Ground ground) {
    return outcome + "." + ground.name().toLowerCase(java.util.Locale.ROOT);
  }

  /** {@code accepted}, {@code rejected.margin}, ... with how often each came. */
  public Map<String, Long> all() {
    synchronized (counts) {
      return new TreeMap<>(counts);
    }
  }
}
