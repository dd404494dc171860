package io.tapeloom.sim;

import io.tapeloom.kernel.Symbol;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Where the simulated exchange's trades come from. */
public sealed interface TradeSource permits SimMarket, Recording {
  /** One tape per symbol, in listing order. */
  List<Tape> tapes();

  /** Where market time must start when the source has a start of its own. */
  OptionalLong clockStartMs();

  /** The moment at which the market halts, empty when it never does. */
  OptionalLong haltMs();

  /** The tape of a symbol. */
  default Optional<Tape> tape(Symbol symbol) {
    return tapes().stream()
        .filter(t -> t.listing().instrument().symbol().equals(symbol))
        .findFirst();
  }
}
