package io.tapeloom.gateway.ws;

import io.netty.buffer.ByteBuf;
import io.tapeloom.kernel.Decimals;
import io.tapeloom.market.AggTrade;
import java.util.ArrayList;
import java.util.List;

/** Every trade of one symbol. */
final class TradeTopic extends Topic {
  private final List<AggTrade> fresh = new ArrayList<>();

  TradeTopic(SubscriptionKey key) {
    super(key);
  }

  void on(AggTrade trade) {
    fresh.add(trade);
  }

  @Override
  boolean everyFrameCounts() {
    return true;
  }

  @Override
  boolean known() {
    return false;
  }

  @Override
  int drain(PushText text, ByteBuf out) {
    for (AggTrade trade : fresh) {
      StringBuilder json = text.begin(key(), "trade");
      Decimals.append(json.append("{\"price\":"), trade.priceE8());
      Decimals.append(json.append(",\"size\":"), trade.qtyE8());
      json.append(",\"time\":").append(trade.timeMs());
      json.append(",\"side\":\"").append(trade.buyerMaker() ? "sell" : "buy");
      json.append("\",\"id\":").append(trade.aggId()).append('}');
      text.end(out);
    }
    int count = fresh.size();
    fresh.clear();
    return count;
  }

  @Override
  int newest(PushText text, ByteBuf out) {
    return 0;
  }
}
