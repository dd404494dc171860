package io.tapeloom.web;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;

/** Headers that stand on every answer, errors included. */
public final class SecurityHeaders implements PlatformHandler {
  /** The one inline style of the chart library: the rule of its attribution logo. */
  private static final String CHART_STYLE = "'sha256-3pRED1tOXas1FXFoPb9TGCjmYe9XQsmO9OV23khV2nY='";

  @Override
  public void handle(RoutingContext context) {
    MultiMap headers = context.response().headers();
    headers.set("Content-Security-Policy", policy(context));
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("X-Frame-Options", "DENY");
    if (!isAsset(String.valueOf(context.request().path()))) {
      headers.set("Cache-Control", "no-store");
    }
    context.next();
  }

  private static boolean isAsset(String path) {
    return path.startsWith("/assets/");
  }

  private static String policy(RoutingContext context) {
    String host = String.valueOf(context.request().getHeader("Host"));
    String socket = host.matches("[A-Za-z0-9.\\[\\]:-]{1,100}") ? " ws://" + host : "";
    return "default-src 'self'; connect-src 'self'"
        + socket
        + "; style-src 'self' "
        + CHART_STYLE
        + "; img-src 'self' data:; object-src 'none'; frame-ancestors 'none'; base-uri 'none'"
        + "; form-action 'self'";
  }
}
