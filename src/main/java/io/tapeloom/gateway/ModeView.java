package io.tapeloom.gateway;

import io.tapeloom.kernel.Fixed;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What runs here, as every page shows it in its stripe.
 *
 * @param mode paper, testnet or live
 * @param venue whom we trade with, such as {@code simulated exchange}
 */
public record ModeView(
    String mode, String venue, String version, List<Rules> symbols, List<Strategy> strategies) {
  /** Tick and lot of one symbol. */
  public record Rules(String symbol, Fixed tick, Fixed step) {}

  /** Threshold and highest score of one strategy. */
  public record Strategy(String name, int threshold, int max) {}

  /** Copies the lists. */
  public ModeView {
    symbols = List.copyOf(symbols);
    strategies = List.copyOf(strategies);
  }

  JsonObject json(long marketMs, double speed) {
    JsonArray rules = new JsonArray();
    symbols.forEach(
        s ->
            rules.add(
                new JsonObject()
                    .put("symbol", s.symbol())
                    .put("tick", s.tick().toString())
                    .put("step", s.step().toString())));
    JsonArray names = new JsonArray();
    strategies.forEach(
        s ->
            names.add(
                new JsonObject()
                    .put("name", s.name())
                    .put("threshold", s.threshold())
                    .put("max", s.max())));
    return new JsonObject()
        .put("mode", mode)
        .put("venue", venue)
        .put("version", version)
        .put("marketTime", marketMs)
        .put("speed", speed)
        .put("symbols", rules)
        .put("strategies", names);
  }
}
