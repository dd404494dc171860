package io.tapeloom.sim.spot;

import io.tapeloom.sim.Refused;
import java.util.Optional;

/**
 * What became of a cancel and of the order that was to replace the cancelled one.
 *
 * @param attempted whether the new order was tried at all
 */
public record Replaced(
    Optional<Cancelled> cancelled,
    Optional<Refused> cancelRefused,
    boolean attempted,
    Optional<Placed> placed,
    Optional<Refused> placeRefused) {
  /** Whether both were done. */
  public boolean whole() {
    return cancelled.isPresent() && placed.isPresent();
  }

  /** Whether neither was. */
  public boolean nothing() {
    return cancelled.isEmpty() && placed.isEmpty();
  }
}
