package io.tapeloom.sim.io;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.Refused;
import io.tapeloom.sim.io.keys.KeyRing;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The WebSocket API: {@code /ws-api/v3} for spot, {@code /ws-fapi/v1} for USD-M. Frames carry an
 * id, a method and named parameters, and go the same way as REST calls.
 */
final class WsApiDoor implements Wire {
  private static final Map<String, Market> PATHS =
      Map.of("/ws-api/v3", Market.SPOT, "/ws-fapi/v1", Market.USDM);
  private static final int CONNECT_WEIGHT = 2;

  private final Map<Market, Map<String, Method>> methods = new HashMap<>();
  private final Set<WsSession> sessions = new LinkedHashSet<>();
  private final Floor floor;
  private final StreamHub hub;
  private final KeyRing ring;
  private final Intake intake;

  WsApiDoor(Floor floor, StreamHub hub, List<Endpoints> parts, KeyRing ring, Intake intake) {
    this.floor = floor;
    this.hub = hub;
    this.ring = ring;
    this.intake = intake;
    for (Market market : Market.values()) {
      methods.put(market, new HashMap<>());
    }
    parts.stream().flatMap(part -> part.methods().stream()).forEach(this::add);
  }

  private void add(Method method) {
    if (methods.get(method.market()).put(method.name(), method) != null) {
      throw new IllegalStateException("two answers to " + method.name());
    }
  }

  /** Opens a connection if the request asks for one; false leaves it to others. */
  boolean take(HttpServerRequest request) {
    String path = request.path().replaceAll("/$", "");
    Market market = PATHS.get(path);
    if (market == null || !"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      return false;
    }
    String address = request.remoteAddress().hostAddress();
    try {
      long realMs = System.currentTimeMillis();
      floor.limits().of(market, address).connect(path, CONNECT_WEIGHT, address, realMs);
    } catch (TooMany many) {
      request
          .response()
          .setStatusCode(many.status())
          .putHeader("Retry-After", "" + many.retryAfterSeconds())
          .end(Reply.body(many.refused().code(), many.refused().text()));
      return true;
    }
    boolean rateLimits = !"false".equals(request.getParam("returnRateLimits"));
    boolean micros = request.getParam("timeUnit", "").toUpperCase().startsWith("MICROSECOND");
    request
        .toWebSocket()
        .onSuccess(s -> join(s, market, address, rateLimits, micros && market == Market.SPOT));
    return true;
  }

  private void join(
      ServerWebSocket socket, Market market, String address, boolean rateLimits, boolean micros) {
    socket.setWriteQueueMaxSize(floor.settings().maxPendingBytes());
    StreamConnection connection =
        new StreamConnection(socket, market, false, System.currentTimeMillis());
    WsSession session = new WsSession(connection, ring, floor.time(), rateLimits, micros);
    Map<String, Method> known = new HashMap<>(methods.get(market));
    session.methods(market).forEach(method -> known.put(method.name(), method));
    sessions.add(session);
    hub.join(connection);
    socket.textMessageHandler(text -> on(session, market, address, known, text));
    socket.closeHandler(done -> leave(session));
    socket.exceptionHandler(cause -> leave(session));
  }

  private void leave(WsSession session) {
    sessions.remove(session);
    hub.leave(session.connection());
  }

  private void on(
      WsSession session, Market market, String address, Map<String, Method> known, String text) {
    if (session.connection().silent(System.currentTimeMillis())) {
      return;
    }
    try {
      WsFrame frame = WsFrame.read(text);
      Method method = known.get(frame.method());
      if (method == null) {
        throw new WsFrame.Bad(frame.id(), new Refused(-1020, "Unknown method."));
      }
      intake.take(
          ask(session, method, address, frame),
          reply -> say(session, market, address, frame.id(), reply));
    } catch (WsFrame.Bad bad) {
      Reply reply = Reply.refused(bad.refused(), 0);
      session.connection().text(answer(session, market, address, bad.id(), reply));
    }
  }

  private void say(WsSession session, Market market, String address, String id, Reply reply) {
    switch (reply.form()) {
      case JSON -> session.connection().text(answer(session, market, address, id, reply));
      case PAGE -> session.connection().text(reply.body());
      case LOST -> session.connection().cut();
    }
  }

  private static Ask ask(WsSession session, Method method, String address, WsFrame frame) {
    Params params = new Params(frame.params());
    return new Ask(
        method.market(),
        "ws " + method.name(),
        method.name(),
        method.security(),
        Ask.weigh(method.weight(), params),
        method.orderCount(),
        Changes.byMethod(method),
        method.handler(),
        params,
        Payload.socket(frame.params()),
        frame.params().getOrDefault("apiKey", ""),
        session.logon(),
        address,
        session.micros());
  }

  private String answer(WsSession session, Market market, String address, String id, Reply reply) {
    StringBuilder out = new StringBuilder(reply.body().length() + 200);
    out.append("{\"id\":").append(id).append(",\"status\":").append(reply.status());
    out.append(reply.succeeded() ? ",\"result\":" : ",\"error\":").append(body(reply));
    if (session.returnRateLimits()) {
      out.append(",\"rateLimits\":");
      out.append(floor.limits().rows(market, address, reply.account()).encode());
    }
    return out.append('}').toString();
  }

  /** A refusal for asking too much tells in its body when to come back; there are no headers. */
  private static String body(Reply reply) {
    String seconds = reply.headers().get("Retry-After");
    if (seconds == null) {
      return reply.body();
    }
    long realMs = System.currentTimeMillis();
    JsonObject data =
        new JsonObject()
            .put("serverTime", realMs)
            .put("retryAfter", realMs + Long.parseLong(seconds) * 1000);
    return new JsonObject(reply.body()).put("data", data).encode();
  }

  @Override
  public void publish(Market market, int account, String type, String json) {
    if (market == Market.SPOT) {
      List.copyOf(sessions).forEach(session -> session.event(account, json));
    }
  }

  @Override
  public void cut(Market market, int account) {
    if (market == Market.SPOT) {
      List.copyOf(sessions).stream()
          .filter(session -> session.listensFor(account))
          .forEach(session -> session.connection().cut());
    }
  }

  /** Ends the user data streams of an account, as the exchange may do at any time. */
  void terminate(int account) {
    List.copyOf(sessions).forEach(session -> session.terminateAll(account));
  }
}
