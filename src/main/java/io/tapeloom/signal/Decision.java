package io.tapeloom.signal;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Side;
import java.util.List;
import java.util.Optional;

/**
 * The score of one strategy at one sealed boundary, with everything that explains it.
 *
 * @param t the boundary, ms since the epoch, a multiple of 15,000
 * @param tapeFromMs start of the contiguous tape the engine was built on
 * @param price last trade before t
 * @param score raw score, not clamped
 * @param direction absent when the fast and the mid window disagree
 * @param withheld why it is not traded, in the order of {@link Withheld}; empty = may be traded
 */
public record Decision(
    long t,
    Instrument instrument,
    String strategy,
    long tapeFromMs,
    Fixed price,
    Windows windows,
    Inputs inputs,
    Factors factors,
    int score,
    Optional<Side> direction,
    List<Withheld> withheld) {
  /** Copies the reasons so that a decision never changes. */
  public Decision {
    withheld = List.copyOf(withheld);
  }

  /** The same decision with these reasons not to trade it. */
  public Decision withheld(List<Withheld> reasons) {
    return new Decision(
        t,
        instrument,
        strategy,
        tapeFromMs,
        price,
        windows,
        inputs,
        factors,
        score,
        direction,
        reasons);
  }

  /** True when it may be traded. */
  public boolean tradeable() {
    return withheld.isEmpty();
  }
}
