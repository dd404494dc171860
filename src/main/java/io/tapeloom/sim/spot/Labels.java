package io.tapeloom.sim.spot;

/**
 * What an owner calls an order.
 *
 * @param clientOrderId empty where the exchange shall choose one
 * @param strategyId -1 where there is none
 * @param strategyType -1 where there is none
 */
public record Labels(String clientOrderId, long strategyId, long strategyType) {
  /** Nothing said. */
  public static final Labels NONE = new Labels("", -1, -1);

  /** A client order id and nothing else. */
  public static Labels of(String clientOrderId) {
    return new Labels(clientOrderId, -1, -1);
  }
}
