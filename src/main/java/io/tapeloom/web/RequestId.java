package io.tapeloom.web;

import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;
import java.util.Optional;
import java.util.UUID;

/** Gives each request a name that stands in its answer, its problem and the log. */
public final class RequestId implements PlatformHandler {
  private static final String HEADER = "X-Request-Id";
  private static final String KEY = "tapeloom.request-id";

  @Override
  public void handle(RoutingContext context) {
    String id =
        Optional.ofNullable(context.request().getHeader(HEADER))
            .filter(sent -> sent.matches("[A-Za-z0-9._-]{1,64}"))
            .orElseGet(() -> UUID.randomUUID().toString());
    context.put(KEY, id);
    context.response().putHeader(HEADER, id);
    context.next();
  }

  /** The id of that request. */
  public static String of(RoutingContext context) {
    return context.get(KEY, "none");
  }
}
