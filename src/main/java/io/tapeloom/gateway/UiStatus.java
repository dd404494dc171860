package io.tapeloom.gateway;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Market;
import io.tapeloom.web.Readiness;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Whether the loom runs: phase and warm-up of every symbol, database, readiness, clients. */
final class UiStatus {
  private final UiTopic topic = new UiTopic("status", 250);
  private final GatewayParts parts;
  private JsonObject newest = new JsonObject();

  UiStatus(GatewayParts parts) {
    this.parts = parts;
  }

  /** Looks again; called once a second. */
  void look() {
    parts.readiness().view().onSuccess(this::keep);
  }

  private void keep(Readiness.View view) {
    JsonObject fresh =
        new JsonObject()
            .put("mode", parts.mode().mode())
            .put("venue", parts.mode().venue())
            .put("ready", view.ready())
            .put("symbols", symbols())
            .put("db", view.dependencies().getOrDefault("db", "unknown"))
            .put("clients", parts.clients().count());
    if (!fresh.equals(newest)) {
      newest = fresh;
      topic.touch();
    }
  }

  private JsonArray symbols() {
    JsonArray symbols = new JsonArray();
    parts.feeds().expected().stream()
        .filter(i -> i.market() == Market.USDM)
        .forEach(i -> symbols.add(symbol(i)));
    return symbols;
  }

  private JsonObject symbol(Instrument instrument) {
    Optional<FeedState> feed = parts.feeds().of(instrument);
    long nowMs = parts.clock().millis();
    Optional<Long> lastMs = feed.flatMap(f -> boxed(f.lastTradeMs()));
    OptionalLong warmInMs = parts.decisions().warmInMs(instrument, nowMs);
    return new JsonObject()
        .put("symbol", instrument.symbol().name())
        .put("phase", feed.map(f -> f.phase().code()).orElse("backfill"))
        .put("lastTradeMs", lastMs.orElse(null))
        .put("lagMs", lastMs.map(ms -> Math.max(0, nowMs - ms)).orElse(null))
        .put("progress", feed.flatMap(f -> rounded(f.progress())).orElse(null))
        .put("remainingMs", feed.flatMap(f -> boxed(f.remainingMs())).orElse(null))
        .put("ratePerS", feed.flatMap(f -> boxed(f.ratePerS())).orElse(null))
        .put("warm", parts.decisions().warm(instrument))
        .put("warmInMs", boxed(warmInMs).orElse(null));
  }

  private static Optional<Long> boxed(OptionalLong value) {
    return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
  }

  private static Optional<Double> rounded(OptionalDouble share) {
    return share.isPresent()
        ? Optional.of(Math.floor(share.getAsDouble() * 1_000) / 1_000)
        : Optional.empty();
  }

  void flush(UiOutlet outlet, long nowNanos) {
    outlet.flush(topic, nowNanos, newest::copy);
  }
}
