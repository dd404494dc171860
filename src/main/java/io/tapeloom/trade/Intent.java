package io.tapeloom.trade;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Side;
import io.tapeloom.signal.Decision;
import io.tapeloom.signal.Tier;
import java.util.Optional;

/**
 * The wish to enter that a tradeable decision expresses.
 *
 * @param t the decision's boundary, ms
 * @param atr ATR at the boundary; the unit of every exit
 * @param price last trade before the boundary
 */
public record Intent(String strategy, long t, Side side, Fixed atr, Fixed price, int score) {
  /** The intent of a decision; empty when it is withheld, has no direction or no ATR. */
  public static Optional<Intent> of(Decision decision) {
    if (!decision.tradeable()) {
      return Optional.empty();
    }
    return decision
        .direction()
        .flatMap(side -> decision.windows().atr5m().map(atr -> intent(decision, side, atr)));
  }

  private static Intent intent(Decision decision, Side side, Fixed atr) {
    return new Intent(
        decision.strategy(), decision.t(), side, atr, decision.price(), decision.score());
  }

  /** How strong the signal is; empty for a score that reaches no tier. */
  public Optional<Tier> tier() {
    return Tier.of(score);
  }

  /** The cycle that it would open. */
  public CycleKey cycle() {
    return new CycleKey(strategy, t);
  }
}
