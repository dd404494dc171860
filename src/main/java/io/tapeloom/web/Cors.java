package io.tapeloom.web;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;

/**
 * Lets pages of the configured origins read answers. They send a Bearer token of their own: cookies
 * are never allowed, nor is the header by which the web app is known.
 */
public final class Cors implements Handler<RoutingContext> {
  private static final String METHODS = "GET, POST, PUT, DELETE";
  private static final String REQUEST_HEADERS =
      "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Request-Id";
  private static final String ANSWER_HEADERS =
      "ETag, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id";
  private final List<String> origins;

  /** Allows those origins. */
  public Cors(Admission.Rules rules) {
    this.origins = rules.origins();
  }

  @Override
  public void handle(RoutingContext context) {
    if (origins.isEmpty()) {
      context.next();
      return;
    }
    MultiMap headers = context.response().headers();
    headers.add("Vary", "Origin");
    String origin = context.request().getHeader("Origin");
    if (origin == null || !origins.contains(origin.toLowerCase(Locale.ROOT))) {
      context.next();
      return;
    }
    headers.set("Access-Control-Allow-Origin", origin);
    headers.set("Access-Control-Expose-Headers", ANSWER_HEADERS);
    headers.set("Cross-Origin-Resource-Policy", "cross-origin");
    if (isPreflight(context)) {
      headers.set("Access-Control-Allow-Methods", METHODS);
      headers.set("Access-Control-Allow-Headers", REQUEST_HEADERS);
      headers.set("Access-Control-Max-Age", "600");
      context.response().setStatusCode(204).end();
    } else {
      context.next();
    }
  }

  private static boolean isPreflight(RoutingContext context) {
    return context.request().method() == HttpMethod.OPTIONS
        && context.request().getHeader("Access-Control-Request-Method") != null;
  }
}
