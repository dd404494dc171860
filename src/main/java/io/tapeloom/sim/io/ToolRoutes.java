package io.tapeloom.sim.io;

import io.tapeloom.net.SafeAddress;
import io.tapeloom.sim.TradeSource;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Everything that no part of the exchange answers: the tools' hooks, and the refusal of the rest.
 */
final class ToolRoutes {
  private ToolRoutes() {}

  static Router router(
      Vertx vertx, TradeSource source, SimTime time, StreamHub hub, Exchange exchange) {
    Router router = Router.router(vertx);
    router.route("/__sim/*").handler(ToolRoutes::near);
    new AdminRoutes(source, time, hub, exchange.faults()).mount(router);
    new AccountRoutes(vertx, exchange, time).mount(router);
    router.route().handler(ToolRoutes::unknown);
    return router;
  }

  /**
   * Lets callers of this machine on. A page of the web that a browser shows here is none of them,
   * whether it comes by a name of its own for this address (421) or with its own origin (403).
   */
  private static void near(RoutingContext ctx) {
    HttpServerRequest request = ctx.request();
    HostAndPort authority = request.authority();
    String origin = request.getHeader("Origin");
    if (authority == null || !SafeAddress.loopback(authority.host())) {
      Answers.json(ctx, 421, Reply.body(-1002, "Expected a host of this machine."));
    } else if (origin != null && request.method() != HttpMethod.GET && !ofThisMachine(origin)) {
      Answers.json(ctx, 403, Reply.body(-1002, "Expected an origin of this machine."));
    } else {
      ctx.next();
    }
  }

  private static boolean ofThisMachine(String origin) {
    try {
      String host = new URI(origin).getHost();
      return host != null && SafeAddress.loopback(host);
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static void unknown(RoutingContext ctx) {
    String method = ctx.request().method().name();
    String text = "Path " + ctx.request().path() + ", Method " + method + " is invalid";
    Answers.json(ctx, 404, Reply.body(-5000, text));
  }
}
