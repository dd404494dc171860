package io.tapeloom.sim.spot;

import io.tapeloom.sim.Ladder;
import io.tapeloom.sim.Tape;
import io.tapeloom.sim.TapePrints;
import io.tapeloom.sim.book.LadderSource;
import io.tapeloom.sim.book.Prints;

/**
 * One symbol as the desk sees it.
 *
 * @param prints the trades of the rest of the market
 * @param ladder what the rest of the market quotes
 * @param reference the prices that rules look at
 */
public record SpotVenue(SpotRules rules, Prints prints, LadderSource ladder, Reference reference) {
  /** A tape's symbol under the exchange's usual rules. */
  public static SpotVenue of(Tape tape) {
    return new SpotVenue(
        SpotRules.of(tape.listing()),
        new TapePrints(tape),
        Ladder.of(tape),
        new TapeReference(tape));
  }
}
