package io.tapeloom.sim.io;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.book.MatchingBook;
import java.util.Optional;
import java.util.SortedMap;

/** The private side of one market: it keeps accounts, and its calls are mounted with the others. */
public interface Desk extends Endpoints {
  /** Which market it is. */
  Market market();

  /**
   * Opens an account; an account that is there already is left as it is.
   *
   * @param balancesE8 by asset, in 1e-8
   */
  void openAccount(int account, SortedMap<String, Long> balancesE8, long nowMs);

  /** Adds to a balance, or takes from it when below 0, as a deposit or withdrawal does. */
  void deposit(int account, String asset, long amountE8, long nowMs);

  /**
   * The book of a symbol of this market with everything in it at that moment, if an order of a user
   * rests there; otherwise the market's own ladder is the whole book.
   */
  default Optional<MatchingBook> book(String symbol, long nowMs) {
    return Optional.empty();
  }

  /** Plays the market up to that moment: fills, triggers, funding, expiries. */
  void advance(long nowMs);
}
