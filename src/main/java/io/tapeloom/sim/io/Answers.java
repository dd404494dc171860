package io.tapeloom.sim.io;

import io.vertx.ext.web.RoutingContext;

/** Writes answers in the exchange's form. */
final class Answers {
  private Answers() {}

  static void json(RoutingContext ctx, int status, String body) {
    ctx.response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json;charset=UTF-8")
        .end(body);
  }
}
