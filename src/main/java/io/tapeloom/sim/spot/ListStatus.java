package io.tapeloom.sim.spot;

/** Where an order list stands. */
public enum ListStatus {
  /** Some order of it is open. */
  EXEC_STARTED("EXECUTING"),
  /** An order of it got another client order id. */
  UPDATED("EXECUTING"),
  /** Nothing of it is open. */
  ALL_DONE("ALL_DONE");

  private final String orderStatus;

  ListStatus(String orderStatus) {
    this.orderStatus = orderStatus;
  }

  /** The same as the exchange's {@code listOrderStatus} says it. */
  public String orderStatus() {
    return orderStatus;
  }
}
