package io.tapeloom.gateway;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Reads what pages show of paper trading from the committed rows. */
@FunctionalInterface
public interface PaperSnapshots {
  /** {@code {positions, closed (newest 20), stats (without curve)}}. */
  Future<JsonObject> read();
}
