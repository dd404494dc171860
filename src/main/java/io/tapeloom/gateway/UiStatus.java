package io.tapeloom.gateway;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Market;
import io.tapeloom.web.Readiness;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
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
            .put("db", view.dependencies().getOrDefault("database", "unknown"))
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
    Optional<FeedState.Backfill> backfill = feed.flatMap(FeedState::backfill);
    OptionalLong warmInMs = parts.decisions().warmInMs(instrument, parts.clock().millis());
    return new JsonObject()
        .put("symbol", instrument.symbol().name())
        .put("phase", feed.map(f -> f.phase().code()).orElse("backfill"))
        .put("lastTradeMs", feed.map(f -> boxed(f.lastTradeMs())).orElse(null))
        .put("lagMs", feed.map(f -> boxed(f.lagMs())).orElse(null))
        .put("progress", backfill.map(b -> b.permille() / 1_000.0).orElse(null))
        .put("remainingMs", backfill.map(FeedState.Backfill::remainingMs).orElse(null))
        .put("ratePerS", backfill.map(FeedState.Backfill::tradesPerS).orElse(null))
        .put("warm", parts.decisions().warm(instrument))
        .put("warmInMs", boxed(warmInMs));
  }

  private static Long boxed(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }

  void flush(UiOutlet outlet, long nowNanos) {
    outlet.flush(topic, nowNanos, newest::copy);
  }
}
