package io.tapeloom.gateway;

import io.tapeloom.user.Caller;
import io.tapeloom.user.Role;
import io.tapeloom.web.Gatekeeper;
import io.tapeloom.web.Identity;
import io.tapeloom.web.Problem;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * Lets a request on to the bridge when it is one of the two WebSockets, or asks what the bridge
 * can, and when somebody stands behind it: a one-use ticket in the address, since browsers cannot
 * send headers with a WebSocket, or a Bearer token.
 */
final class BridgeDoor {
  private static final String RAW = "/eventbus/websocket";
  private static final String INFO = "/eventbus/info";
  private static final String SOCKJS =
      "/eventbus/[A-Za-z0-9_-]{1,64}/[A-Za-z0-9_-]{1,64}/websocket";
  private static final String CALLER = "tapeloom.bridge.caller";
  private final Gatekeeper gatekeeper;

  BridgeDoor(Gatekeeper gatekeeper) {
    this.gatekeeper = gatekeeper;
  }

  void mount(Router router) {
    router.route("/eventbus*").handler(BridgeDoor::known);
    router.route("/eventbus/*").handler(new Identity(gatekeeper));
    router.route("/eventbus/*").handler(this::admit);
  }

  private static void known(RoutingContext context) {
    HttpServerRequest request = context.request();
    String path = String.valueOf(request.path());
    boolean reads = request.method() == HttpMethod.GET;
    if (path.equals(INFO) && (reads || request.method() == HttpMethod.OPTIONS)) {
      context.next();
      return;
    }
    if (!reads || !(path.equals(RAW) || path.matches(SOCKJS))) {
      throw Problem.notFound("the bridge is served as a WebSocket at " + RAW + " only").refusal();
    }
    if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      context.response().putHeader("Upgrade", "websocket");
      throw Problem.of(426, "upgrade", "WebSocket only", "expected Upgrade: websocket").refusal();
    }
    context.next();
  }

  private void admit(RoutingContext context) {
    if (INFO.equals(context.request().path())) {
      context.next();
      return;
    }
    Caller caller = caller(context);
    if (!caller.covers(Role.VIEWER)) {
      throw refusal(caller).refusal();
    }
    context.put(CALLER, caller);
    context.next();
  }

  private Caller caller(RoutingContext context) {
    List<String> tickets = context.queryParam("ticket");
    return switch (tickets.size()) {
      case 0 -> Identity.of(context);
      case 1 -> gatekeeper.redeem(tickets.getFirst());
      default -> Caller.ANONYMOUS;
    };
  }

  private static Problem refusal(Caller caller) {
    return caller.person().isEmpty()
        ? Identity.unauthorized("expected one fresh ticket or a Bearer token of a viewer")
        : Problem.of(403, "forbidden", "Not allowed", "only a viewer may listen");
  }

  /** Who opened the socket of that request. */
  static Caller callerOf(RoutingContext context) {
    return context.get(CALLER, Caller.ANONYMOUS);
  }
}
