package io.tapeloom.sim.spot;

/** Why an order expired. */
public enum ExpiryReason {
  /** It did not. */
  NONE,
  /** It could not be carried out when its moment came. */
  REJECTED,
  /** The exchange ended it. */
  EXCHANGE_CANCELED,
  /** The other order of its pair began to work. */
  OCO_TRIGGER,
  /** The order that it waited for ended unfilled. */
  OTO_PHASE_ONE_EXPIRED,
  /** Not everything traded at once. */
  UNFILLED_IOC_QUANTITY_EXPIRED,
  /** It could not trade whole at once. */
  UNFILLED_FOK_ORDER_EXPIRED,
  /** A market order found nobody more to trade with. */
  INSUFFICIENT_LIQUIDITY
}
