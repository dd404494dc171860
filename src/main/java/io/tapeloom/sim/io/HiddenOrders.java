package io.tapeloom.sim.io;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.Refused;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Orders that are there and cannot be found for a while. */
final class HiddenOrders {
  private static final List<String> IDS = List.of("orderId", "algoId");
  private static final List<String> NAMES =
      List.of("origClientOrderId", "clientOrderId", "clientAlgoId");

  private final List<Hidden> hidden = new ArrayList<>();

  /** One order and until when. */
  private record Hidden(Market market, int account, String id, String name, long untilMs) {
    boolean is(Market ofMarket, int ofAccount, String oneOf) {
      return market == ofMarket
          && account == ofAccount
          && !oneOf.isEmpty()
          && (oneOf.equals(id) || oneOf.equals(name));
    }
  }

  /** Hides the orders that an answer tells of. */
  void hide(Ask ask, Reply reply, long untilMs) {
    for (JsonObject order : orders(reply.body())) {
      String id = first(order, IDS);
      String name = first(order, NAMES.reversed());
      if (!id.isEmpty()) {
        hidden.add(new Hidden(ask.market(), reply.account(), id, name, untilMs));
      }
    }
  }

  /** The orders of an answer: itself, or the rows of a batch. */
  static List<JsonObject> orders(String json) {
    if (!json.startsWith("[")) {
      return List.of(new JsonObject(json));
    }
    List<JsonObject> orders = new ArrayList<>();
    new JsonArray(json)
        .stream().filter(JsonObject.class::isInstance).forEach(one -> orders.add((JsonObject) one));
    return orders;
  }

  private static String first(JsonObject order, List<String> names) {
    return names.stream()
        .filter(order::containsKey)
        .map(name -> String.valueOf(order.getValue(name)))
        .findFirst()
        .orElse("");
  }

  /** Refuses a query or cancel that names a hidden order. */
  void check(Ask ask, int account, long nowMs) {
    hidden.removeIf(order -> order.untilMs() <= nowMs);
    if (hidden.isEmpty() || ask.orderCount() > 0) {
      return;
    }
    List<String> named = new ArrayList<>(IDS);
    named.addAll(NAMES);
    for (String name : named) {
      String value = ask.params().all().getOrDefault(name, "");
      if (hidden.stream().anyMatch(order -> order.is(ask.market(), account, value))) {
        throw ask.changes()
            ? new Refused(-2011, "Unknown order sent.")
            : new Refused(-2013, "Order does not exist.");
      }
    }
  }

  /** A list of orders without the hidden ones. */
  String shown(Ask ask, int account, String json) {
    if (hidden.isEmpty() || ask.changes() || !json.startsWith("[")) {
      return json;
    }
    JsonArray kept = new JsonArray();
    for (Object one : new JsonArray(json)) {
      boolean gone =
          one instanceof JsonObject order
              && hidden.stream().anyMatch(h -> h.is(ask.market(), account, first(order, IDS)));
      if (!gone) {
        kept.add(one);
      }
    }
    return kept.encode();
  }
}
