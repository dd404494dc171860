package io.tapeloom.gateway;

import io.tapeloom.market.AggTrade;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;

/** The newest forty trades of all symbols. */
final class UiTape {
  private static final int SHOWN = 40;
  private final UiTopic topic = new UiTopic("tape", 100);
  private final Deque<AggTrade> newest = new ArrayDeque<>(SHOWN + 1);

  void on(AggTrade trade) {
    newest.addFirst(trade);
    if (newest.size() > SHOWN) {
      newest.removeLast();
    }
    topic.touch();
  }

  void flush(UiOutlet outlet, long nowNanos) {
    outlet.flush(topic, nowNanos, this::body);
  }

  private JsonObject body() {
    JsonArray items = new JsonArray();
    newest.forEach(trade -> items.add(json(trade)));
    return new JsonObject().put("items", items);
  }

  private static JsonObject json(AggTrade trade) {
    return new JsonObject()
        .put("id", trade.aggId())
        .put("symbol", trade.instrument().symbol().name())
        .put("price", Numbers.e8(trade.priceE8()))
        .put("qty", Numbers.e8(trade.qtyE8()))
        .put("side", trade.buyerMaker() ? "sell" : "buy")
        .put("t", trade.timeMs());
  }
}
