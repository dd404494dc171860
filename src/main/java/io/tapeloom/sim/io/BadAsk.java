package io.tapeloom.sim.io;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** A tool's request that names what is wrong with it. */
final class BadAsk extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String field;
  private final String expected;
  private final String got;

  BadAsk(String field, String expected, Object got) {
    super(field + ": expected " + expected + ", got " + got, null, false, false);
    this.field = field;
    this.expected = expected;
    this.got = String.valueOf(got);
  }

  JsonObject body() {
    return new JsonObject()
        .put("error", getMessage())
        .put("field", field)
        .put("expected", expected)
        .put("got", got);
  }

  /** The JSON object a request came with. */
  static JsonObject body(RoutingContext ctx) {
    try {
      JsonObject body = ctx.body().asJsonObject();
      if (body != null) {
        return body;
      }
    } catch (DecodeException | ClassCastException e) {
      throw new BadAsk("body", "a JSON object", ctx.body().asString());
    }
    throw new BadAsk("body", "a JSON object", "nothing");
  }
}
