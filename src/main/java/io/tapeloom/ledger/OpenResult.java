package io.tapeloom.ledger;

import io.tapeloom.kernel.Fixed;
import java.util.Optional;

/**
 * What an open cycle has made so far. Half of it may be sold already, so a price that is worth more
 * must not look like less: what is booked and what is open only make sense together.
 *
 * @param bookedUsdt result of the part that was sold, less all fees paid so far
 * @param unrealisedUsdt what the rest would bring before its fee; absent without a price
 */
public record OpenResult(Fixed bookedUsdt, Optional<Fixed> unrealisedUsdt) {
  /** The result of that position at a price, if there is one. */
  public static OpenResult of(Position position, Optional<Fixed> price) {
    return new OpenResult(position.netUsdt(), price.map(position::unrealisedUsdt));
  }

  /** Both parts; absent without a price. */
  public Optional<Fixed> pnlUsdt() {
    return unrealisedUsdt.map(bookedUsdt::plus);
  }

  /** Both parts as far as they are known. */
  public Fixed knownUsdt() {
    return pnlUsdt().orElse(bookedUsdt);
  }
}
