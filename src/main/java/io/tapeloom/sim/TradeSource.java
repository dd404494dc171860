package io.tapeloom.sim;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Market;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Where the simulated exchange's trades come from. */
public sealed interface TradeSource permits SimMarket, Recording {
  /** One tape per symbol and market, in listing order. */
  List<Tape> tapes();

  /** Where market time must start when the source has a start of its own. */
  OptionalLong clockStartMs();

  /** The moment at which the market halts, empty when it never does. */
  OptionalLong haltMs();

  /** One market's tapes, in listing order. */
  default List<Tape> tapes(Market market) {
    return tapes().stream().filter(tape -> tape.listing().instrument().market() == market).toList();
  }

  /** The tape of an instrument. */
  default Optional<Tape> tape(Instrument instrument) {
    return tapes().stream()
        .filter(tape -> tape.listing().instrument().equals(instrument))
        .findFirst();
  }
}
