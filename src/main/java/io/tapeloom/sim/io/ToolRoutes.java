package io.tapeloom.sim.io;

import io.tapeloom.sim.TradeSource;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Everything that no part of the exchange answers: the tools' hooks, and the refusal of the rest.
 */
final class ToolRoutes {
  private ToolRoutes() {}

  static Router router(
      Vertx vertx, TradeSource source, SimTime time, StreamHub hub, Exchange exchange) {
    Router router = Router.router(vertx);
    new AdminRoutes(source, time, hub, exchange.faults()).mount(router);
    new AccountRoutes(vertx, exchange, time).mount(router);
    router.route().handler(ToolRoutes::unknown);
    return router;
  }

  private static void unknown(RoutingContext ctx) {
    String method = ctx.request().method().name();
    String text = "Path " + ctx.request().path() + ", Method " + method + " is invalid";
    Answers.json(ctx, 404, Reply.body(-5000, text));
  }
}
