package io.tapeloom.binance.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeloom.binance.answer.UserEvent;
import io.tapeloom.binance.answer.UserEvents;
import io.tapeloom.binance.wire.Malformed;
import io.tapeloom.kernel.Market;
import java.time.InstantSource;

/** Reads events of a user stream, and turns whatever cannot be read into a gap. */
final class UserFeed {
  private final Market market;
  private final UserEvents events;
  private final InstantSource exchange;
  private final UserStream.Listener listener;
  private volatile long lagMs;
  private volatile long heardNanos = System.nanoTime();

  UserFeed(Market market, UserEvents events, InstantSource exchange, UserStream.Listener listener) {
    this.market = market;
    this.events = events;
    this.exchange = exchange;
    this.listener = listener;
  }

  /** The event, unless it could not be read. */
  java.util.Optional<UserEvent> take(JsonNode json) {
    heard();
    try {
      UserEvent event = events.read(market, json);
      lagMs = Math.max(0, exchange.millis() - event.eventMs());
      listener.event(event);
      return java.util.Optional.of(event);
    } catch (Malformed e) {
      gap("an event could not be read: " + e.getMessage());
      return java.util.Optional.empty();
    }
  }

  void heard() {
    heardNanos = System.nanoTime();
  }

  void gap(String why) {
    listener.gap(why);
  }

  long lagMs() {
    return lagMs;
  }

  long silentMs() {
    return (System.nanoTime() - heardNanos) / 1_000_000;
  }
}
