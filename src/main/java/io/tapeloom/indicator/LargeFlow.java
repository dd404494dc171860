package io.tapeloom.indicator;

/**
 * What large trades did lately.
 *
 * @param flowSign sign of the net signed quantity of trades at or above P95
 * @param buyPrint true when a taker bought at least P99 in one trade
 * @param sellPrint true when a taker sold at least P99 in one trade
 */
public record LargeFlow(int flowSign, boolean buyPrint, boolean sellPrint) {
  /** Nothing happened. */
  public static final LargeFlow NONE = new LargeFlow(0, false, false);

  /** True when a print of at least P99 went against that direction (+1 or -1). */
  public boolean printAgainst(int direction) {
    return direction > 0 ? sellPrint : buyPrint;
  }
}
