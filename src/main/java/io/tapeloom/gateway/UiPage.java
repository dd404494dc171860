package io.tapeloom.gateway;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.function.Supplier;

/**
 * A topic whose snapshot is read from rows or counters each second, and once more right after the
 * database said that something changed.
 *
 * @param topic name behind {@code ui.}
 * @param channel PostgreSQL channel that says look again, empty for none
 */
public record UiPage(String topic, String channel, Supplier<Future<JsonObject>> read) {}
