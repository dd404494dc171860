package io.tapeloom.gateway;

import io.tapeloom.user.Caller;
import io.tapeloom.web.Gatekeeper;
import io.tapeloom.web.Seats;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandlerOptions;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Lets browsers listen to the {@code ui.*} addresses that their role may hear, and do nothing else.
 * A socket that does not take what it is sent misses snapshots instead of filling memory, gets the
 * newest when it reads again, and is closed when that lasts. Served are the raw WebSocket and the
 * one in SockJS's framing, which the stock client speaks.
 *
 * <p>The library's own bridge would answer frames without limit and write without looking, so this
 * speaks its protocol over the library's sockets. Everything happens on one event loop.
 */
final class Bridge {
  private static final int MAX_ADDRESS_LENGTH = 200;
  private static final long WATCH_MS = 250;
  private static final long ASK_MS = 2_000;
  private static final short POLICY = 1008;
  private static final String CROWDED = "too many sockets: close one of those you have open";

  private final Vertx vertx;
  private final Gatekeeper gatekeeper;
  private final UiAddresses addresses;
  private final UiFrames frames;
  private final UiClients clients;
  private final UiMeters meters;
  private final LongSupplier nanos;
  private final Seats seats;
  private final Set<BridgeSocket> sockets = new LinkedHashSet<>();
  private final Map<String, Set<BridgeSocket>> listeners = new HashMap<>();

  Bridge(Vertx vertx, GatewayParts parts, UiFrames frames, LongSupplier nanos) {
    this.vertx = vertx;
    this.gatekeeper = parts.gatekeeper();
    this.addresses = new UiAddresses(parts.feeds().expected());
    this.frames = frames;
    this.clients = parts.clients();
    this.meters = parts.meters();
    this.nanos = nanos;
    this.seats = new Seats(parts.settings().bridgeSockets());
  }

  void mount(Router router) {
    new BridgeDoor(gatekeeper).mount(router);
    SockJSHandlerOptions options = new SockJSHandlerOptions().setRegisterWriteHandler(false);
    List.of("XHR", "EVENT_SOURCE", "HTML_FILE", "JSON_P").forEach(options::addDisabledTransport);
    Router transports = SockJSHandler.create(vertx, options).socketHandler(this::opened);
    router.route("/eventbus/*").subRouter(transports);
    addresses.all().forEach(this::follow);
    vertx.setPeriodic(WATCH_MS, _ -> List.copyOf(sockets).forEach(this::watch));
    vertx.setPeriodic(ASK_MS, _ -> List.copyOf(sockets).forEach(this::ask));
  }

  private void follow(String address) {
    listeners.put(address, new LinkedHashSet<>());
    vertx
        .eventBus()
        .<JsonObject>localConsumer(address, m -> deliver(address, frames.of(address, m.body())));
  }

  private void opened(SockJSSocket opened) {
    Caller caller = BridgeDoor.callerOf(opened.routingContext());
    if (!seats.take(caller)) {
      meters.refused().accept("sockets");
      turnAway(opened);
      return;
    }
    BridgeSocket socket = new BridgeSocket(opened, caller, nanos.getAsLong());
    sockets.add(socket);
    clients.opened();
    opened
        .handler(message -> heard(socket, message))
        .exceptionHandler(_ -> socket.cut())
        .closeHandler(_ -> closed(socket));
  }

  /** The library keeps the reason of a close from SockJS's clients, so a frame says it as well. */
  private static void turnAway(SockJSSocket opened) {
    opened
        .handler(_ -> {})
        .exceptionHandler(_ -> {})
        .write(BridgeSocket.error("too_many_sockets"))
        .onComplete(_ -> opened.close(POLICY, CROWDED));
  }

  private void closed(BridgeSocket socket) {
    if (sockets.remove(socket)) {
      socket.addresses().forEach(address -> listeners.get(address).remove(socket));
      seats.leave(socket.caller());
      clients.closed();
    }
  }

  private void heard(BridgeSocket socket, Buffer message) {
    if (socket.ended()) {
      return;
    }
    if (!socket.maySpeak(nanos.getAsLong())) {
      meters.refused().accept("flood");
      socket.end("too many messages");
      return;
    }
    switch (BridgeRequest.parse(message)) {
      case BridgeRequest.Register(String address) -> register(socket, address);
      case BridgeRequest.Unregister(String address) -> unregister(socket, address);
      case BridgeRequest.Ping() -> {}
      case BridgeRequest.Talk() -> refuse(socket, "send", "rejected");
      case BridgeRequest.Nonsense(String word) -> refuse(socket, "nonsense", word);
    }
  }

  private void refuse(BridgeSocket socket, String kind, String word) {
    meters.refused().accept(kind);
    socket.refuse(word);
  }

  private void register(BridgeSocket socket, String address) {
    if (address.length() > MAX_ADDRESS_LENGTH) {
      refuse(socket, "register", "max_address_length_reached");
    } else if (!addresses.permits(socket.caller(), address)) {
      refuse(socket, "register", "access_denied");
    } else if (socket.hears(address)) {
      refuse(socket, "repeat", "rejected");
    } else if (socket.hearsEnough()) {
      refuse(socket, "register", "max_handlers_reached");
    } else {
      socket.register(address);
      listeners.get(address).add(socket);
      bringUpToDate(socket, address);
    }
  }

  private void unregister(BridgeSocket socket, String address) {
    if (!addresses.permits(socket.caller(), address)) {
      refuse(socket, "register", "access_denied");
    } else if (socket.hears(address)) {
      socket.unregister(address);
      listeners.get(address).remove(socket);
    }
  }

  private void bringUpToDate(BridgeSocket socket, String address) {
    if (socket.full()) {
      socket.miss(address);
    } else {
      frames.newest(address).ifPresent(frame -> socket.send(address, frame));
    }
  }

  /** The bytes are the same for all sockets and are encoded once. */
  private void deliver(String address, UiFrames.Frame frame) {
    for (BridgeSocket socket : listeners.get(address)) {
      if (socket.full()) {
        meters.conflated().run();
        socket.miss(address);
      } else {
        socket.send(address, frame);
      }
    }
  }

  private void watch(BridgeSocket socket) {
    if (!socket.full()) {
      socket.reads();
      socket.takeMissed().forEach(address -> bringUpToDate(socket, address));
    } else if (socket.stalled(nanos.getAsLong())) {
      meters.cut().run();
      socket.cut();
    }
  }

  private void ask(BridgeSocket socket) {
    if (!gatekeeper.stands(socket.caller())) {
      socket.end("access has ended");
    }
  }
}
