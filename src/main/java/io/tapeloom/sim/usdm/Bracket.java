package io.tapeloom.sim.usdm;

/**
 * One row of a symbol's margin table.
 *
 * @param number from 1
 * @param leverage the most that may be set while the notional lies in this bracket
 * @param floorE8 notional from which it holds, in 1e-8 USDT
 * @param capE8 notional up to which it holds
 * @param maintenanceE8 maintenance margin rate in 1e-8
 * @param cumE8 what is taken off notional x rate, so that the margin has no steps
 */
public record Bracket(
    int number, int leverage, long floorE8, long capE8, long maintenanceE8, long cumE8) {
  /** Refuses rows that cannot be. */
  public Bracket {
    if (leverage < 1 || floorE8 < 0 || capE8 <= floorE8 || maintenanceE8 <= 0) {
      throw new IllegalArgumentException("bracket " + number + " is not a margin bracket");
    }
  }
}
