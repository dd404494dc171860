package io.tapeloom.sim.spot;

/**
 * A wish to cancel one order.
 *
 * @param orderId -1 where the order is named by its client order id only
 * @param origClientOrderId empty where the order is named by its id only
 * @param requestId name of this request, empty where the exchange shall choose one
 */
public record CancelRequest(
    int account,
    String symbol,
    long orderId,
    String origClientOrderId,
    String requestId,
    Only only) {
  /** Which orders may be cancelled. */
  public enum Only {
    /** All of them. */
    ANY,
    /** Those that have not traded. */
    ONLY_NEW,
    /** Those that have traded in part. */
    ONLY_PARTIALLY_FILLED
  }

  /** A wish to cancel an order by its id. */
  public static CancelRequest of(int account, String symbol, long orderId) {
    return new CancelRequest(account, symbol, orderId, "", "", Only.ANY);
  }
}
