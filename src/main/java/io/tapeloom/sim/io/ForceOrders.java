package io.tapeloom.sim.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The public stream of liquidations: a snapshot, not every one. Of those of one symbol within a
 * second the newest is told when the second is over.
 */
public final class ForceOrders {
  private static final long EVERY_MS = 1_000;

  private final TreeMap<String, Told> newest = new TreeMap<>();

  /** The newest liquidation of a symbol. */
  private record Told(long timeMs, String json) {}

  /** Takes a liquidation's event. */
  public void publish(String symbol, long timeMs, String json) {
    newest.put(symbol, new Told(timeMs, json));
  }

  /** Gives what is due to its streams, with the name of the stream and the event. */
  void turn(long nowMs, BiConsumer<String, String> stream) {
    if (newest.isEmpty()) {
      return;
    }
    List<String> due = new ArrayList<>();
    newest.forEach(
        (symbol, told) -> {
          if (told.timeMs() / EVERY_MS < nowMs / EVERY_MS) {
            due.add(symbol);
          }
        });
    for (String symbol : due) {
      String json = newest.remove(symbol).json();
      stream.accept(symbol.toLowerCase(Locale.ROOT) + "@forceOrder", json);
      stream.accept("!forceOrder@arr", json);
    }
  }
}
