package io.tapeloom.gateway;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.signal.Ingredient;
import io.tapeloom.signal.Profile;
import io.tapeloom.signal.Weights;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  /**
   * Threshold, highest score and most points of each layer of one strategy.
   *
   * @param signals names of what it looks at
   */
  public record Strategy(
      String name, int threshold, int max, Map<String, Integer> layers, List<String> signals) {
    /** What a profile says of itself. */
    public static Strategy of(Profile profile) {
      Weights w = profile.weights();
      Map<String, Integer> layers = new LinkedHashMap<>();
      layers.put("direction", w.direction());
      layers.put("accel", profile.accelBonus());
      layers.put("crowding", w.crowding());
      layers.put("environment", w.environment());
      layers.put("confirmation", w.confirmation());
      layers.put("auxiliary", w.auxiliary());
      List<String> signals = profile.signals().stream().map(Ingredient::code).toList();
      return new Strategy(profile.name(), profile.threshold(), profile.max(), layers, signals);
    }

    private JsonObject json() {
      JsonObject weights = new JsonObject();
      layers.forEach(weights::put);
      return new JsonObject()
          .put("name", name)
          .put("threshold", threshold)
          .put("max", max)
          .put("weights", weights)
          .put("signals", new JsonArray(signals));
    }
  }

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
    strategies.forEach(strategy -> names.add(strategy.json()));
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
