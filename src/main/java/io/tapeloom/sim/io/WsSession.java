package io.tapeloom.sim.io;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.Refused;
import io.tapeloom.sim.io.keys.ApiKey;
import io.tapeloom.sim.io.keys.KeyRing;
import io.tapeloom.sim.io.keys.KeyType;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What one connection of the WebSocket API has agreed with the exchange: who is logged on, and
 * which user data streams run over it.
 */
final class WsSession {
  private static final int MOST_ACTIVE = 1_000;
  private static final int MOST_EVER = 65_535;
  private static final Pattern TIME = Pattern.compile(":([12][0-9]{12})(?=[,}\\]])");

  private final StreamConnection connection;
  private final KeyRing ring;
  private final SimTime time;
  private final long connectedMs;
  private final boolean micros;
  private final Map<Integer, Subscription> subscriptions = new TreeMap<>();
  private boolean returnRateLimits;
  private Optional<ApiKey> logon = Optional.empty();
  private long logonMs;
  private int everSubscribed;

  /** One user data stream. */
  private record Subscription(int account, boolean ofSession) {}

  WsSession(
      StreamConnection connection,
      KeyRing ring,
      SimTime time,
      boolean returnRateLimits,
      boolean micros) {
    this.connection = connection;
    this.ring = ring;
    this.time = time;
    this.connectedMs = time.nowMs();
    this.returnRateLimits = returnRateLimits;
    this.micros = micros;
  }

  Optional<ApiKey> logon() {
    return logon;
  }

  boolean returnRateLimits() {
    return returnRateLimits;
  }

  boolean micros() {
    return micros;
  }

  StreamConnection connection() {
    return connection;
  }

  /** The calls that concern the connection itself. */
  List<Method> methods(Market market) {
    List<Method> methods = new ArrayList<>();
    methods.add(new Method(market, "session.logon", Security.SIGNED, p -> 2, 0, this::logon));
    methods.add(new Method(market, "session.status", Security.NONE, p -> 2, 0, c -> status()));
    methods.add(new Method(market, "session.logout", Security.NONE, p -> 2, 0, c -> logout()));
    if (market == Market.SPOT) {
      String stream = "userDataStream.";
      methods.add(
          new Method(market, stream + "subscribe", Security.NONE, p -> 2, 0, c -> subscribe()));
      methods.add(
          new Method(
              market, stream + "subscribe.signature", Security.SIGNED, p -> 2, 0, this::signed));
      methods.add(
          new Method(market, stream + "unsubscribe", Security.NONE, p -> 2, 0, this::unsubscribe));
      methods.add(
          new Method(market, "session.subscriptions", Security.NONE, p -> 2, 0, c -> active()));
    }
    return methods;
  }

  private String logon(Call call) {
    ApiKey key = ring.find(call.key()).orElseThrow();
    if (key.type() != KeyType.ED25519) {
      throw new Refused(-4056, "Invalid api key type. Only Ed25519 keys are supported.");
    }
    if (logon.isEmpty() || !logon.get().text().equals(key.text())) {
      endOfSession();
    }
    logon = Optional.of(key);
    logonMs = time.nowMs();
    returnRateLimits = call.params().flag("returnRateLimits").orElse(returnRateLimits);
    return status();
  }

  private String status() {
    boolean streams = !subscriptions.isEmpty();
    return new JsonObject()
        .put("apiKey", logon.map(ApiKey::text).orElse(null))
        .put("authorizedSince", logon.isPresent() ? unit(logonMs) : null)
        .put("connectedSince", unit(connectedMs))
        .put("returnRateLimits", returnRateLimits)
        .put("serverTime", unit(time.nowMs()))
        .put("userDataStream", streams)
        .encode();
  }

  private Long unit(long ms) {
    return micros ? ms * 1000 : ms;
  }

  private String logout() {
    logon = Optional.empty();
    endOfSession();
    return status();
  }

  private void endOfSession() {
    List<Integer> ended =
        subscriptions.entrySet().stream()
            .filter(e -> e.getValue().ofSession())
            .map(Map.Entry::getKey)
            .toList();
    ended.forEach(this::terminate);
  }

  private String subscribe() {
    ApiKey key =
        logon.orElseThrow(
            () -> new Refused(-2015, "Invalid API-key, IP, or permissions for action."));
    return opened(new Subscription(key.account(), true));
  }

  private String signed(Call call) {
    return opened(new Subscription(call.account(), false));
  }

  private String opened(Subscription wanted) {
    if (subscriptions.containsValue(wanted)) {
      throw new Refused(-2035, "User Data Stream subscription already active.");
    }
    if (subscriptions.size() >= MOST_ACTIVE || everSubscribed >= MOST_EVER) {
      throw new Refused(-1034, "Too many User Data Stream subscriptions on this connection.");
    }
    int id = everSubscribed++;
    subscriptions.put(id, wanted);
    return new JsonObject().put("subscriptionId", id).encode();
  }

  private String unsubscribe(Call call) {
    if (!call.params().has("subscriptionId")) {
      List.copyOf(subscriptions.keySet()).forEach(this::terminate);
      return "{}";
    }
    long id = call.params().requiredInteger("subscriptionId");
    if (id > MOST_EVER || !subscriptions.containsKey((int) id)) {
      throw new Refused(-2036, "User Data Stream subscription not found.");
    }
    terminate((int) id);
    return "{}";
  }

  private String active() {
    JsonArray ids = new JsonArray();
    subscriptions.keySet().forEach(id -> ids.add(new JsonObject().put("subscriptionId", id)));
    return ids.encode();
  }

  /** Ends one stream and says so. */
  private void terminate(int id) {
    send(id, "{\"e\":\"eventStreamTerminated\",\"E\":" + time.nowMs() + "}");
    subscriptions.remove(id);
  }

  /** Ends the streams of an account, as the exchange may do at any time. */
  void terminateAll(int account) {
    List<Integer> of =
        subscriptions.entrySet().stream()
            .filter(e -> e.getValue().account() == account)
            .map(Map.Entry::getKey)
            .toList();
    of.forEach(this::terminate);
  }

  /** Whether a stream of that account runs over this connection. */
  boolean listensFor(int account) {
    return subscriptions.values().stream().anyMatch(one -> one.account() == account);
  }

  /** Sends an event to every stream of that account. */
  void event(int account, String json) {
    List.copyOf(subscriptions.entrySet()).stream()
        .filter(e -> e.getValue().account() == account)
        .forEach(e -> send(e.getKey(), json));
  }

  private void send(int id, String json) {
    String event = micros ? TIME.matcher(json).replaceAll(":$1000") : json;
    connection.text("{\"subscriptionId\":" + id + ",\"event\":" + event + "}");
  }
}
