package io.tapeloom.ledger;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Side;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Positions and money as a fold over fills: the same fills in any grouping give the same sums, and
 * a fill that comes twice counts once.
 */
public final class Ledger {
  private final Map<Long, Position> positions = new TreeMap<>();
  private final Map<Long, Fill> seen = new TreeMap<>();

  /**
   * Books a fill of one account and symbol; its order's id names the cycle.
   *
   * @param side side of the cycle
   * @throws IllegalArgumentException when the same trade id comes with other content
   */
  public void on(Side side, Fill fill) {
    Fill known = seen.putIfAbsent(fill.tradeId(), fill);
    if (known == null) {
      positions.computeIfAbsent(fill.order().cycleId(), _ -> new Position(side)).on(fill);
    } else if (!known.equals(fill)) {
      throw new IllegalArgumentException(
          "fill " + fill.tradeId() + ": " + fill + " after " + known);
    }
  }

  /** What that cycle holds and earned; empty before its first fill. */
  public Optional<Position> position(long cycleId) {
    return Optional.ofNullable(positions.get(cycleId));
  }

  /** Realised profit of all cycles before fees. */
  public Fixed realisedUsdt() {
    return positions.values().stream().map(Position::realisedUsdt).reduce(Fixed.ZERO, Fixed::plus);
  }

  /** Fees of all cycles. */
  public Fixed feesUsdt() {
    return positions.values().stream().map(Position::feesUsdt).reduce(Fixed.ZERO, Fixed::plus);
  }
}
