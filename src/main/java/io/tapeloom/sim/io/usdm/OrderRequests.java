package io.tapeloom.sim.io.usdm;

import io.tapeloom.sim.Refused;
import io.tapeloom.sim.book.Stp;
import io.tapeloom.sim.io.Params;
import io.tapeloom.sim.usdm.AlgoRef;
import io.tapeloom.sim.usdm.NewOrder;
import io.tapeloom.sim.usdm.NewOrder.Trigger;
import io.tapeloom.sim.usdm.OrderRef;
import io.tapeloom.sim.usdm.OrderSide;
import io.tapeloom.sim.usdm.OrderType;
import io.tapeloom.sim.usdm.Page;
import io.tapeloom.sim.usdm.PositionSide;
import io.tapeloom.sim.usdm.PriceMatch;
import io.tapeloom.sim.usdm.TimeInForce;
import io.tapeloom.sim.usdm.WorkingType;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads what callers send into what the desk understands. */
final class OrderRequests {
  /** Dates are kept to the second. */
  private static final long SECOND_MS = 1_000;

  private static final String ORDER_ID = "orderId";
  private static final String CLIENT_ID = "origClientOrderId";

  private OrderRequests() {}

  /** Whether an answer may be an acknowledgement or a result. */
  enum Answer {
    ACK,
    RESULT
  }

  static Answer answer(Params params) {
    return params.enumeration("newOrderRespType", Answer.class).orElse(Answer.ACK);
  }

  static NewOrder order(Params params) {
    return order(params, "newClientOrderId", Trigger.NONE);
  }

  static NewOrder algo(Params params) {
    String kind = params.required("algoType");
    if (!kind.equals("CONDITIONAL")) {
      throw Refused.invalid("algoType");
    }
    Trigger trigger =
        new Trigger(
            params.e8("triggerPrice"),
            params.e8("activatePrice"),
            params.e8("callbackRate"),
            workingType(params),
            params.flag("priceProtect").orElse(false));
    return order(params, "clientAlgoId", trigger);
  }

  /** Spot gives the same name to a type of order, with other words for a bad one. */
  private static WorkingType workingType(Params params) {
    Refused unknown = new Refused(-4031, "Invalid working type.");
    return params
        .enumeration("workingType", WorkingType.class, unknown)
        .orElse(WorkingType.CONTRACT_PRICE);
  }

  private static NewOrder order(Params params, String clientName, Trigger trigger) {
    return new NewOrder(
        params.required("symbol"),
        params.requiredEnumeration("side", OrderSide.class),
        params.enumeration("positionSide", PositionSide.class),
        params.requiredEnumeration("type", OrderType.class),
        params.enumeration("timeInForce", TimeInForce.class),
        params.e8("quantity"),
        params.e8("price"),
        params.flag("reduceOnly"),
        params.flag("closePosition").orElse(false),
        params.text(clientName),
        params.enumeration("priceMatch", PriceMatch.class).orElse(PriceMatch.NONE),
        params.enumeration("selfTradePreventionMode", Stp.class).orElse(Stp.EXPIRE_MAKER),
        params.integer("goodTillDate").orElse(0) / SECOND_MS * SECOND_MS,
        trigger);
  }

  /** The new price and quantity of an order: both must be sent. */
  static NewOrder amendment(Params params) {
    PriceMatch match = params.enumeration("priceMatch", PriceMatch.class).orElse(PriceMatch.NONE);
    String symbol = params.required("symbol");
    OrderSide side = params.requiredEnumeration("side", OrderSide.class);
    long quantityE8 = params.requiredE8("quantity");
    if (match != PriceMatch.NONE) {
      return NewOrder.limit(symbol, side, quantityE8, 0).matching(match);
    }
    return NewOrder.limit(symbol, side, quantityE8, params.requiredE8("price"));
  }

  static OrderRef ref(Params params) {
    String symbol = params.required("symbol");
    return new OrderRef(symbol, params.integer(ORDER_ID), params.text(CLIENT_ID));
  }

  static Optional<OrderRef> optionalRef(Params params) {
    boolean named = params.has(ORDER_ID) || params.has(CLIENT_ID);
    return named ? Optional.of(ref(params)) : Optional.empty();
  }

  static AlgoRef algoRef(Params params) {
    String id = params.has("algoid") ? "algoid" : "algoId";
    String clientId = params.has("clientalgoid") ? "clientalgoid" : "clientAlgoId";
    return new AlgoRef(params.integer(id), params.text(clientId));
  }

  /** A page of a list whose rows are counted by that parameter, empty for none. */
  static Page page(Params params, String idName, int unsaid, int most) {
    OptionalLong id = idName.isEmpty() ? OptionalLong.empty() : params.integer(idName);
    return new Page(
        id, params.integer("startTime"), params.integer("endTime"), params.limit(unsaid, most));
  }
}
