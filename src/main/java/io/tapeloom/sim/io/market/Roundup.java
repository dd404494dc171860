package io.tapeloom.sim.io.market;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.io.Topic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lists of a whole market: what its symbols' feeds put in during a turn goes out as one. */
final class Roundup implements Feed {
  private final Map<String, Topic> topics = new LinkedHashMap<>();
  private final Map<String, List<byte[]>> parts = new LinkedHashMap<>();
  private final Json out = new Json();

  Roundup(Market market, Streams streams) {
    List<String> names =
        market == Market.SPOT
            ? List.of("!miniTicker@arr", "!ticker_1h@arr", "!ticker_4h@arr", "!ticker_1d@arr")
            : List.of("!miniTicker@arr", "!ticker@arr", "!markPrice@arr", "!markPrice@arr@1s");
    names.forEach(name -> topics.put(name, streams.of(market, name)));
  }

  boolean wants(String name) {
    Topic topic = topics.get(name);
    return topic != null && topic.wanted();
  }

  void add(String name, byte[] json) {
    if (wants(name)) {
      parts.computeIfAbsent(name, n -> new ArrayList<>()).add(json);
    }
  }

  @Override
  public void turn(long nowMs) {
    if (parts.isEmpty()) {
      return;
    }
    parts.forEach(
        (name, jsons) -> {
          out.clear().openArray();
          jsons.forEach(out::plain);
          topics.get(name).publish(out.closeArray().bytes());
        });
    parts.clear();
  }
}
