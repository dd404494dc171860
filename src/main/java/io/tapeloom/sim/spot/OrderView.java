package io.tapeloom.sim.spot;

/**
 * An order as it stood at one moment.
 *
 * @param listId id of its list, -1 where it has none
 * @param clientOrderId its client order id
 */
public record OrderView(
    int account,
    Ticket ticket,
    long orderId,
    long listId,
    String clientOrderId,
    OrderStatus status,
    Done done,
    Times times,
    Prevented prevented,
    ExpiryReason expiry) {
  /** What traded: quantity and quote amount in 1e-8. */
  public record Done(long qtyE8, long quoteE8) {}

  /**
   * When what happened, in ms.
   *
   * @param workingMs since when it could trade, -1 when it could not yet
   * @param trailingMs since when it trails the market, -1 when it does not
   */
  public record Times(long createdMs, long updatedMs, long workingMs, long trailingMs) {}

  /**
   * What self-trade prevention took from it.
   *
   * @param matchId -1 when it took nothing
   */
  public record Prevented(long matchId, long qtyE8) {}

  /** Whether it has been able to trade. */
  public boolean working() {
    return times.workingMs() >= 0;
  }
}
