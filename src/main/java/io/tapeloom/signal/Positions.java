package io.tapeloom.signal;

import io.tapeloom.kernel.Side;
import io.tapeloom.market.AggTrade;
import java.util.Optional;

/**
 * What the engine must know of positions to say {@code position_open}: a pure book of one
 * instrument that follows decisions and trades in the engine's own order.
 */
public interface Positions {
  /** Side held or being entered by that strategy, empty when flat. */
  Optional<Side> held(String strategy);

  /** A tradeable decision was made at its boundary. */
  void decided(Decision decision);

  /** The coordinator refused the decision made at that boundary: nothing was entered. */
  void refused(String strategy, long t);

  /** The next trade with its effective time, after every boundary at or before it was decided. */
  void on(long effectiveMs, AggTrade trade);

  /** A book that never holds anything. */
  static Positions none() {
    return new Positions() {
      @Override
      public Optional<Side> held(String strategy) {
        return Optional.empty();
      }

      @Override
      public void decided(Decision decision) {}

      @Override
      public void refused(String strategy, long t) {}

      @Override
      public void on(long effectiveMs, AggTrade trade) {}
    };
  }
}
