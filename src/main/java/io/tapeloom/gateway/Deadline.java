package io.tapeloom.gateway;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;

/** Ends what takes too long: 408 while the request still comes in, 503 while it is worked on. */
final class Deadline implements Handler<RoutingContext> {
  private static final long MS = 30_000;
  private final Vertx vertx;

  Deadline(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public void handle(RoutingContext context) {
    long timer = vertx.setTimer(MS, _ -> end(context));
    context.addEndHandler(_ -> vertx.cancelTimer(timer));
    context.next();
  }

  private static void end(RoutingContext context) {
    if (context.request().isEnded()) {
      context.fail(503);
    } else {
      context.response().putHeader("Connection", "close");
      context.fail(408);
    }
  }
}
