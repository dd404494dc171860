package io.tapeloom.gateway;

import io.tapeloom.web.Problem;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.bridge.PermittedOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.sockjs.BridgeEvent;
import io.vertx.ext.web.handler.sockjs.SockJSBridgeOptions;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandlerOptions;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Lets browsers register for {@code ui.*} and nothing else. A socket that does not take what it is
 * sent misses snapshots instead of filling memory, and is closed when that lasts. Only the raw
 * WebSocket is served: on SockJS's other transports nothing tells that a reader is slow.
 */
final class Bridge {
  private static final String RAW = "/eventbus/websocket";
  private static final String OUTBOUND = "ui\\.[A-Za-z0-9._]{1,190}";
  private static final int MAX_HANDLERS = 100;
  private static final long WATCH_MS = 1_000;

  private final Vertx vertx;
  private final UiFrames frames;
  private final UiClients clients;
  private final UiMeters meters;
  private final LongSupplier nanos;
  private final Map<SockJSSocket, BridgeSocket> sockets = new HashMap<>();

  Bridge(Vertx vertx, UiFrames frames, UiClients clients, UiMeters meters, LongSupplier nanos) {
    this.vertx = vertx;
    this.frames = frames;
    this.clients = clients;
    this.meters = meters;
    this.nanos = nanos;
  }

  void mount(Router router) {
    router.route("/eventbus*").handler(Bridge::onlyRaw);
    SockJSHandlerOptions options = new SockJSHandlerOptions().setRegisterWriteHandler(false);
    List.of("XHR", "EVENT_SOURCE", "HTML_FILE", "JSON_P").forEach(options::addDisabledTransport);
    Router bridge = SockJSHandler.create(vertx, options).bridge(permitted(), this::on);
    router.route("/eventbus/*").subRouter(bridge);
    vertx.setPeriodic(WATCH_MS, _ -> watch());
  }

  private static SockJSBridgeOptions permitted() {
    return new SockJSBridgeOptions()
        .addOutboundPermitted(new PermittedOptions().setAddressRegex(OUTBOUND))
        .setMaxHandlersPerSocket(MAX_HANDLERS)
        .setMaxAddressLength(200)
        .setPingTimeout(10_000);
  }

  private static void onlyRaw(RoutingContext context) {
    String path = context.request().path();
    if (!RAW.equals(path)) {
      throw Problem.notFound("the bridge is served at " + RAW + " only").refusal();
    }
    String upgrade = String.valueOf(context.request().getHeader("Upgrade"));
    if (!upgrade.equalsIgnoreCase("websocket")) {
      context.response().putHeader("Upgrade", "websocket");
      throw Problem.of(426, "upgrade", "WebSocket only", "expected Upgrade: websocket").refusal();
    }
    context.next();
  }

  private void on(BridgeEvent event) {
    boolean goOn =
        switch (event.type()) {
          case SOCKET_CREATED -> created(event.socket());
          case SOCKET_CLOSED -> closed(event.socket());
          case REGISTER -> register(event);
          case REGISTERED -> registered(event);
          case UNREGISTER -> unregister(event);
          case RECEIVE -> receive(event);
          case SEND, PUBLISH -> refuse(event);
          case SOCKET_ERROR -> broken(event);
          case SOCKET_IDLE -> silent(event);
          case SOCKET_PING -> true;
        };
    event.tryComplete(goOn);
  }

  private boolean created(SockJSSocket socket) {
    sockets.put(socket, new BridgeSocket(socket));
    clients.opened();
    return true;
  }

  private boolean closed(SockJSSocket socket) {
    if (sockets.remove(socket) != null) {
      clients.closed();
    }
    return true;
  }

  /** The bridge has forgotten this socket's registrations, and must not go on reading from it. */
  private boolean broken(BridgeEvent event) {
    socket(event).ifPresent(BridgeSocket::cut);
    return true;
  }

  /** The bridge closes it by a frame, which only one that reads will get. */
  private boolean silent(BridgeEvent event) {
    socket(event).filter(BridgeSocket::full).ifPresent(BridgeSocket::cut);
    return true;
  }

  private Optional<BridgeSocket> socket(BridgeEvent event) {
    return Optional.ofNullable(sockets.get(event.socket()));
  }

  /** A foreign address goes on to the bridge's own check, which denies it by name. */
  private boolean register(BridgeEvent event) {
    String address = address(event);
    if (!address.matches(OUTBOUND)) {
      meters.refused().accept("register");
      return true;
    }
    boolean fresh = socket(event).filter(s -> s.register(address)).isPresent();
    if (!fresh) {
      meters.refused().accept("repeat");
    }
    return fresh;
  }

  private boolean registered(BridgeEvent event) {
    String address = address(event);
    socket(event)
        .ifPresent(
            s -> frames.newest(address).ifPresent(f -> s.send(address, f.seq(), f::encoded)));
    return true;
  }

  private boolean unregister(BridgeEvent event) {
    socket(event).ifPresent(s -> s.unregister(address(event)));
    return true;
  }

  private boolean refuse(BridgeEvent event) {
    meters.refused().accept("send");
    return false;
  }

  private static String address(BridgeEvent event) {
    return String.valueOf(event.getRawMessage().getValue("address"));
  }

  /** Writes by itself: the bytes are the same for all sockets and need encoding only once. */
  private boolean receive(BridgeEvent event) {
    socket(event).ifPresent(s -> deliver(s, event));
    return false;
  }

  private void deliver(BridgeSocket socket, BridgeEvent event) {
    if (socket.full()) {
      meters.conflated().run();
      judge(socket);
    } else {
      socket.reads();
      JsonObject message = event.getRawMessage();
      long seq =
          message.getValue("body") instanceof JsonObject b ? UiFrames.seq(b) : UiFrames.UNNUMBERED;
      socket.send(address(event), seq, () -> frames.encoded(message));
    }
  }

  private void watch() {
    for (BridgeSocket socket : List.copyOf(sockets.values())) {
      if (socket.full()) {
        judge(socket);
      } else {
        socket.reads();
      }
    }
  }

  private void judge(BridgeSocket socket) {
    if (socket.stalled(nanos.getAsLong())) {
      meters.cut().run();
      socket.cut();
    }
  }
}
