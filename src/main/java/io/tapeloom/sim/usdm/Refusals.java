package io.tapeloom.sim.usdm;

import io.tapeloom.sim.Refused;

/** Refusals that several parts of the desk give. */
final class Refusals {
  private Refusals() {}

  static Refused unknownOrder() {
    return new Refused(-2011, "Unknown order sent.");
  }

  static Refused noSuchOrder() {
    return new Refused(-2013, "Order does not exist.");
  }

  static Refused margin() {
    return new Refused(-2019, "Margin is insufficient.");
  }

  static Refused reduceOnly() {
    return new Refused(-2022, "ReduceOnly Order is rejected.");
  }

  static Refused exposure() {
    return new Refused(-2027, "Exceeded the maximum allowable position at current leverage.");
  }

  static Refused wouldTrigger() {
    return new Refused(-2021, "Order would immediately trigger.");
  }

  static Refused notRequired(String name) {
    return new Refused(-1106, "Parameter '" + name + "' sent when not required.");
  }

  static Refused postOnly() {
    return new Refused(
        -5022,
        "Due to the order could not be executed as maker, the Post Only order will be rejected."
            + " The order will not be recorded in the order history");
  }

  static Refused fillOrKill() {
    return new Refused(
        -5021,
        "Due to the order could not be filled immediately, the FOK order has been rejected."
            + " The order will not be recorded in the order history");
  }

  static Refused market() {
    return new Refused(
        -4131, "The counterparty's best price does not meet the PERCENT_PRICE filter limit.");
  }

  static Refused goodTill() {
    return new Refused(
        -5040,
        "The goodTillDate timestamp must be greater than the current time plus 600 seconds and"
            + " smaller than 253402300799000");
  }

  static Refused closesAlready() {
    return new Refused(
        -4130,
        "An open stop or take profit order with GTE and closePosition in the direction is"
            + " existing.");
  }

  static Refused conditional() {
    return new Refused(
        -4120,
        "Order type not supported for this endpoint."
            + " Please use the Algo Order API endpoints instead.");
  }

  static Refused strategy(NewOrder request) {
    return new Refused(
        -4136,
        "Target strategy invalid for orderType '%s',closePosition 'true'."
            .formatted(request.type()));
  }

  static Refused positionSide() {
    return new Refused(-4061, "Order's position side does not match user's setting.");
  }
}
