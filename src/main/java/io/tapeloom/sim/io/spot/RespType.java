package io.tapeloom.sim.io.spot;

import io.tapeloom.sim.io.Params;
import io.tapeloom.sim.spot.OrderType;

/** How much an answer to a new order says. */
enum RespType {
  /** That it was taken. */
  ACK,
  /** And what it is. */
  RESULT,
  /** And each of its trades. */
  FULL;

  /** What was asked for; else everything for limit and market orders and little for the rest. */
  static RespType of(Params params, OrderType type) {
    boolean plain = type == OrderType.LIMIT || type == OrderType.MARKET;
    return params.enumeration("newOrderRespType", RespType.class).orElse(plain ? FULL : ACK);
  }
}
