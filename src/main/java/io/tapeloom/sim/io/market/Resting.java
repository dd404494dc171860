package io.tapeloom.sim.io.market;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.sim.book.MatchingBook;
import java.util.Optional;

/** Where users' orders rest. */
@FunctionalInterface
public interface Resting {
  /**
   * The book of an instrument with everything in it at that moment, if an order of a user rests
   * there; otherwise the market's own ladder is the whole book.
   */
  Optional<MatchingBook> book(Instrument instrument, long nowMs);
}
