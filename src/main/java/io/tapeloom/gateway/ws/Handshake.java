package io.tapeloom.gateway.ws;

import io.netty.channel.Channel;
import io.tapeloom.user.Caller;
import io.tapeloom.user.Role;
import io.tapeloom.web.Gatekeeper;
import io.tapeloom.web.Identity;
import io.tapeloom.web.Problem;
import io.vertx.core.Future;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.BiConsumer;

/** Who may open a socket: a one-use ticket in the address, or a bearer token in the header. */
final class Handshake {
  private static final String SCHEME = "Bearer ";
  private final Gatekeeper gatekeeper;
  private final Guests guests;

  Handshake(Gatekeeper gatekeeper, Guests guests) {
    this.gatekeeper = gatekeeper;
    this.guests = guests;
  }

  /** Upgrades the request when its caller has that role; otherwise answers with a problem. */
  void open(RoutingContext context, Role needed, BiConsumer<Opened, Caller> opened) {
    String upgrade = String.valueOf(context.request().getHeader("Upgrade"));
    if (!upgrade.equalsIgnoreCase("websocket")) {
      context.response().putHeader("Upgrade", "websocket");
      context.fail(
          Problem.of(426, "upgrade", "WebSocket only", "expected Upgrade: websocket").refusal());
      return;
    }
    // Read on only when the handshake is under way: its end must not come while a token is checked.
    context.request().pause();
    caller(context)
        .map(caller -> checked(caller, needed))
        .onSuccess(caller -> upgrade(context, caller, opened))
        .onFailure(context::fail);
  }

  private Future<Caller> caller(RoutingContext context) {
    List<String> sent = context.request().headers().getAll("Authorization");
    List<String> tickets = context.queryParam("ticket");
    if (sent.size() == 1 && sent.getFirst().startsWith(SCHEME)) {
      return gatekeeper.identify(sent.getFirst().substring(SCHEME.length()).strip());
    }
    if (!sent.isEmpty() || tickets.size() > 1) {
      return Future.failedFuture(
          Identity.unauthorized("expected one Bearer token or one ticket").refusal());
    }
    return Future.succeededFuture(
        tickets.isEmpty() ? gatekeeper.nobody() : gatekeeper.redeem(tickets.getFirst()));
  }

  private Caller checked(Caller caller, Role needed) {
    if (caller instanceof Caller.Anonymous) {
      throw Identity.unauthorized(
              "expected ?ticket= from POST /api/v1/tickets, fresh and unused, or a Bearer token")
          .refusal();
    }
    if (!caller.covers(needed)) {
      throw Problem.of(403, "forbidden", "Not allowed", "this socket needs role " + needed.code())
          .refusal();
    }
    if (!guests.admit(caller)) {
      throw Problem.of(
              429, "too-many-sockets", "Too many sockets", "close one of those you have open")
          .refusal();
    }
    return caller;
  }

  /** A socket and the channel beneath it. */
  record Opened(ServerWebSocket socket, Channel channel) {}

  private static Channel channel(RoutingContext context) {
    return ((ConnectionBase) context.request().connection()).channel();
  }

  private void upgrade(RoutingContext context, Caller caller, BiConsumer<Opened, Caller> opened) {
    context
        .request()
        .toWebSocket()
        .onSuccess(socket -> opened.accept(new Opened(socket, channel(context)), caller))
        .onFailure(
            failure -> {
              guests.release(caller);
              if (!context.response().ended()) {
                context.fail(
                    Problem.of(400, "handshake", "No WebSocket handshake", "RFC 6455, version 13")
                        .refusal());
              }
            });
    context.request().resume();
  }
}
