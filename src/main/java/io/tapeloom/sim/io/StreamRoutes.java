package io.tapeloom.sim.io;

import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * Opens stream connections under {@code /market}, {@code /public} and the former root: {@code
 * /ws/<names>} sends bare payloads, {@code /stream?streams=<names>} wraps them. Names are parted by
 * slashes; empty lists and unknown names are accepted, as clients send them.
 */
final class StreamRoutes {
  private static final String PREFIX = "^(/market|/public)?";

  private final StreamHub hub;
  private final int maxPendingBytes;

  StreamRoutes(StreamHub hub, int maxPendingBytes) {
    this.hub = hub;
    this.maxPendingBytes = maxPendingBytes;
  }

  void mount(Router router) {
    router.routeWithRegex(PREFIX + "/stream/?$").handler(ctx -> open(ctx, true));
    router.routeWithRegex(PREFIX + "/ws(/.*)?$").handler(ctx -> open(ctx, false));
  }

  private void open(RoutingContext ctx, boolean combined) {
    if (!"websocket".equalsIgnoreCase(ctx.request().getHeader("Upgrade"))) {
      Answers.refuse(ctx, Refusal.of(-1100, "Expected a WebSocket upgrade."));
      return;
    }
    List<String> names =
        combined ? ctx.queryParam("streams") : List.of(afterWs(ctx.request().path()));
    ctx.request().toWebSocket().onSuccess(socket -> join(socket, ctx, combined, names));
  }

  private static String afterWs(String path) {
    int at = path.indexOf("/ws");
    String rest = path.substring(at + 3);
    return URLDecoder.decode(rest, StandardCharsets.UTF_8);
  }

  private void join(
      ServerWebSocket socket, RoutingContext ctx, boolean combined, List<String> names) {
    StreamConnection connection =
        new StreamConnection(
            socket, ctx.request().connection(), combined, System.currentTimeMillis());
    socket.setWriteQueueMaxSize(maxPendingBytes);
    hub.join(connection);
    names.stream()
        .flatMap(list -> Stream.of(list.split("/")))
        .filter(name -> !name.isEmpty())
        .forEach(name -> hub.subscribe(connection, name));
    ControlMessages control = new ControlMessages(hub, connection);
    socket.textMessageHandler(control::on);
    socket.closeHandler(done -> hub.leave(connection));
    socket.exceptionHandler(cause -> hub.leave(connection));
  }
}
