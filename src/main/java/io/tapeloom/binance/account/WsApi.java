package io.tapeloom.binance.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeloom.binance.RateBudget;
import io.tapeloom.binance.answer.Reply;
import io.tapeloom.binance.wire.Json;
import io.tapeloom.binance.wire.Malformed;
import io.tapeloom.kernel.Market;
import io.tapeloom.ledger.Refusal;
import io.tapeloom.ledger.Refusal.Ground;
import io.tapeloom.ledger.SendOutcome;
import io.tapeloom.net.Backoff;
import io.tapeloom.net.ReconnectingSocket;
import io.tapeloom.net.SocketLine;
import io.tapeloom.net.SocketSettings;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Calls over one socket that is always there or on its way, each found again by its id. A call that
 * was written and has no answer when its line is gone or its time is over is UNKNOWN; one that
 * finds no line is not sent. All state belongs to one event loop; calls may come from anywhere.
 */
public final class WsApi implements ReconnectingSocket.Listener {
  /** Who wants to know about lines, and about events nobody asked for. */
  public interface Listener {
    /** A line is up; what was subscribed on another is not on this one. */
    void up();

    /** An event of a user stream that was subscribed here. */
    void event(JsonNode event);

    /** The last line is gone, and why. */
    void down(String why);
  }

  private static final long CALL_MS = 12_000;
  private static final long IDLE_PING_MS = 20_000;
  private static final long WATCHDOG_MS = 75_000;
  private static final long OVERLAP_MS = 15_000;
  private static final int MOST_PENDING = 1_000;
  private static final Backoff BACKOFF = new Backoff(500, 30_000);

  private final Vertx vertx;
  private final Context context;
  private final AccountRest rest;
  private final Market market;
  private final Listener listener;
  private final ReconnectingSocket socket;
  private final Map<String, Pending<?>> pending = new LinkedHashMap<>();
  private SocketLine line;
  private long ids;
  private long pingTimer = -1;

  /** One call that waits for its answer. */
  private record Pending<T>(
      Reply<T> reply, SocketLine line, Promise<SendOutcome<T>> promise, long timer) {}

  /**
   * Calls of that account on one market, at rest.
   *
   * @param url full address of the market's WS-API
   * @param lifeMs age at which a line is replaced
   */
  public WsApi(
      Vertx vertx,
      Market market,
      String url,
      long lifeMs,
      AccountRest rest,
      RandomGenerator chance,
      Listener listener) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.rest = rest;
    this.market = market;
    this.listener = listener;
    SocketSettings settings =
        new SocketSettings(url, WATCHDOG_MS, lifeMs, OVERLAP_MS, BACKOFF, rest.outbound());
    this.socket = new ReconnectingSocket(vertx, settings, chance, this);
  }

  /** Connects and keeps connected. */
  public void start() {
    context.runOnContext(
        _ -> {
          socket.start();
          pingTimer = vertx.setPeriodic(IDLE_PING_MS, _ -> ping());
        });
  }

  /** Ends every line; what waits for an answer is unknown. */
  public Future<Void> stop() {
    Promise<Void> stopped = Promise.promise();
    context.runOnContext(
        _ -> {
          vertx.cancelTimer(pingTimer);
          socket.stop().onComplete(stopped);
        });
    return stopped.future();
  }

  /** Keeps the line's watchdog fed: an API that is not asked says nothing. */
  private void ping() {
    if (line != null) {
      line.send(new JsonObject().put("id", "ping").put("method", "ping").encode());
    }
  }

  /** A call; {@code signed} adds key, stamp and signature. */
  <T> Future<SendOutcome<T>> call(
      Reply<T> reply, Query query, Cost cost, boolean protects, boolean signed) {
    Promise<SendOutcome<T>> promise = Promise.promise();
    context.runOnContext(_ -> go(new Ask<>(reply, query, cost, protects, signed), promise));
    return promise.future().onSuccess(rest.counts()::count);
  }

  private <T> void go(Ask<T> ask, Promise<SendOutcome<T>> promise) {
    RateBudget budget = rest.budget(market);
    Cost cost = ask.cost();
    long waitMs = budget.take(cost.weight(), cost.orders(), ask.protects(), rest.clock().millis());
    if (waitMs > 0 || line == null || pending.size() >= MOST_PENDING) {
      String why = waitMs > 0 ? "the budget is spent for " + waitMs + " ms" : "no line is up";
      promise.complete(new SendOutcome.NotSent<>(Refusal.of(Ground.HELD_BACK, why)));
      return;
    }
    String id = "c" + ++ids;
    long timer = vertx.setTimer(CALL_MS, _ -> lost(id, "no answer within " + CALL_MS + " ms"));
    pending.put(id, new Pending<>(ask.reply(), line, promise, timer));
    line.send(frame(id, ask)).onFailure(e -> lost(id, "not written: " + e.getMessage()));
  }

  private String frame(String id, Ask<?> ask) {
    Query query = ask.query().copy();
    if (ask.signed()) {
      query.put("apiKey", rest.key().name());
      if (query.value("timestamp").isEmpty()) {
        query.put("recvWindow", rest.recvWindowMs()).put("timestamp", rest.clock().millis());
      }
      query.put("signature", rest.signer().sign(query.sorted()));
    }
    return new JsonObject()
        .put("id", id)
        .put("method", ask.reply().name())
        .put("params", query.toJson())
        .encode();
  }

  private void lost(String id, String why) {
    Pending<?> call = pending.remove(id);
    if (call != null) {
      over(call, why);
    }
  }

  private <T> void over(Pending<T> call, String why) {
    vertx.cancelTimer(call.timer());
    call.promise().complete(rest.verdicts().silent(Heard.sent(why)));
  }

  @Override
  public void opened(SocketLine opened) {
    line = opened;
    listener.up();
  }

  @Override
  public void message(SocketLine from, Buffer message) {
    JsonNode json;
    try {
      json = Json.read(message.getBytes());
    } catch (Malformed _) {
      // A frame that is no JSON belongs to no call; its call ends as unknown when its time is over.
      return;
    }
    JsonNode id = json.get("id");
    if (json.has("event")) {
      listener.event(json.get("event"));
    } else if (id != null && id.isTextual() && pending.containsKey(id.textValue())) {
      answered(pending.remove(id.textValue()), json);
    }
  }

  private <T> void answered(Pending<T> call, JsonNode json) {
    vertx.cancelTimer(call.timer());
    JsonNode status = json.get("status");
    int code = status != null && status.isInt() ? status.intValue() : 0;
    JsonNode content = json.get(code == 200 ? "result" : "error");
    SendOutcome<T> outcome =
        content == null
            ? rest.verdicts().silent(Heard.answered(code, 0, "neither result nor error", false))
            : rest.verdicts().answered(call.reply(), code, content);
    WsLimits.heard(rest.budget(market), json, outcome, rest.clock().millis());
    call.promise().complete(outcome);
  }

  @Override
  public void closed(SocketLine gone, String why) {
    List.copyOf(pending.keySet()).stream()
        .filter(id -> pending.get(id).line() == gone)
        .forEach(id -> lost(id, "the line is gone: " + why));
    if (line == gone) {
      line = null;
      listener.down(why);
    }
  }

  /** The market these calls go to. */
  Market market() {
    return market;
  }

  /** Gives the line up and makes another. */
  void reconnect(String why) {
    context.runOnContext(_ -> socket.reconnect(why));
  }
}
