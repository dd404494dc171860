package io.tapeloom.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeloom.binance.answer.StreamEvent;
import io.tapeloom.binance.answer.StreamEvents;
import io.tapeloom.binance.wire.Json;
import io.tapeloom.binance.wire.Malformed;
import io.tapeloom.kernel.Market;
import io.tapeloom.net.ReconnectingSocket;
import io.tapeloom.net.SocketLine;
import io.tapeloom.net.SocketSettings;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Streams of one market under one root, over one connection that is always there or on its way.
 * Subscriptions are paced and checked; a connection near its end is replaced by another that
 * carries everything before the first closes, so that events of that moment come twice. All state
 * belongs to one event loop; calls may come from anywhere.
 */
final class StreamFeed implements ReconnectingSocket.Listener {
  /** Streams of one connection; the exchange allows 1024. */
  static final int MOST = 200;

  private static final long ACK_MS = 5_000;
  private static final long OVERLAP_MS = 1_000;
  private static final long SPOT_PACE_MS = 250;
  private static final long USDM_PACE_MS = 125;

  private final Vertx vertx;
  private final Context context;
  private final Market market;
  private final StreamEvents events;
  private final MarketFeeds.Listener listener;
  private final ReconnectingSocket socket;
  private final TreeSet<StreamName> wanted = new TreeSet<>();
  private final Map<Integer, StreamLine> lines = new TreeMap<>();

  StreamFeed(
      Vertx vertx,
      Market market,
      SocketSettings settings,
      StreamEvents events,
      RandomGenerator chance,
      MarketFeeds.Listener listener) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.market = market;
    this.events = events;
    this.listener = listener;
    this.socket = new ReconnectingSocket(vertx, settings, chance, this);
  }

  void start() {
    context.runOnContext(_ -> socket.start());
  }

  Future<Void> stop() {
    Promise<Void> stopped = Promise.promise();
    context.runOnContext(_ -> socket.stop().onComplete(stopped));
    return stopped.future();
  }

  /** Adds streams, on every connection that is up. */
  void subscribe(Collection<StreamName> names) {
    context.runOnContext(
        _ -> {
          TreeSet<StreamName> fresh = new TreeSet<>(names);
          fresh.removeAll(wanted);
          wanted.addAll(fresh);
          lines.values().forEach(line -> ask(line, "SUBSCRIBE", fresh));
        });
  }

  /** Ends streams. */
  void unsubscribe(Collection<StreamName> names) {
    context.runOnContext(
        _ -> {
          TreeSet<StreamName> known = new TreeSet<>(names);
          known.retainAll(wanted);
          wanted.removeAll(known);
          lines.values().forEach(line -> ask(line, "UNSUBSCRIBE", known));
        });
  }

  private void ask(StreamLine line, String method, Collection<StreamName> names) {
    if (!names.isEmpty()) {
      line.ask(method, names);
      vertx.setTimer(ACK_MS, _ -> check(line));
    }
  }

  /** A connection without its subscriptions looks healthy and brings nothing. */
  private void check(StreamLine line) {
    if (!lines.containsValue(line) || line.complete()) {
      return;
    }
    if (line.sending()) {
      vertx.setTimer(ACK_MS, _ -> check(line));
    } else {
      socket.reconnect("a subscription was not acknowledged");
    }
  }

  @Override
  public void opened(SocketLine opened) {
    long paceMs = market == Market.SPOT ? SPOT_PACE_MS : USDM_PACE_MS;
    StreamLine line = new StreamLine(vertx, opened, paceMs, () -> complete(opened));
    lines.put(opened.number(), line);
    ask(line, "SUBSCRIBE", wanted);
    if (lines.size() == 1) {
      listener.up(market);
    }
  }

  /** Everything is subscribed here too: after a moment of both, the older connection may go. */
  private void complete(SocketLine line) {
    if (lines.size() > 1) {
      vertx.setTimer(OVERLAP_MS, _ -> socket.handOver(line.number()));
    }
  }

  @Override
  public void message(SocketLine from, Buffer message) {
    JsonNode json;
    try {
      json = Json.read(message.getBytes());
      JsonNode data = json.get("data");
      if (data != null) {
        pass(json.path("stream").asText(), data);
        return;
      }
    } catch (Malformed e) {
      listener.refused(e);
      return;
    }
    control(from, json);
  }

  private void pass(String stream, JsonNode data) {
    if (data.path("e").asText().equals("serverShutdown")) {
      socket.renew();
      return;
    }
    for (StreamEvent event : events.read(market, data)) {
      listener.event(market, stream, event);
    }
  }

  private void control(SocketLine from, JsonNode json) {
    StreamLine line = lines.get(from.number());
    if (json.has("error") || json.has("code")) {
      socket.reconnect("a subscription was refused");
    } else if (json.has("result") && json.path("id").isIntegralNumber() && line != null) {
      line.acknowledged(json.get("id").longValue());
    } else if (json.path("e").asText().equals("serverShutdown")) {
      socket.renew();
    }
  }

  @Override
  public void closed(SocketLine line, String why) {
    StreamLine gone = lines.remove(line.number());
    if (gone != null) {
      gone.end();
      if (lines.isEmpty()) {
        listener.down(market, why);
      }
    }
  }
}
