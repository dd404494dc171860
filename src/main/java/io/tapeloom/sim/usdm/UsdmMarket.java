package io.tapeloom.sim.usdm;

import io.tapeloom.market.MarkPrice;
import io.tapeloom.sim.Tape;
import io.tapeloom.sim.book.LadderSource;
import java.util.Optional;

/** What the desk sees of one symbol's market. */
public record UsdmMarket(UsdmRules rules, Tape tape, LadderSource ladder, Marks marks) {
  /** Mark price and funding of one symbol as a function of time. */
  @FunctionalInterface
  public interface Marks {
    /** Mark price at that moment with the rate of the running funding interval. */
    Optional<MarkPrice> at(long nowMs);
  }
}
