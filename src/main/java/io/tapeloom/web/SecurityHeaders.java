package io.tapeloom.web;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;

/** Headers that stand on every answer, errors included. */
public final class SecurityHeaders implements PlatformHandler {
  /** The one inline style of the chart library: the rule of its attribution logo. */
  private static final String CHART_STYLE = "'sha256-3pRED1tOXas1FXFoPb9TGCjmYe9XQsmO9OV23khV2nY='";

  @Override
  public void handle(RoutingContext context) {
    set(context.request(), Proxies.of(context).secure());
    context.next();
  }

  /** Puts them on the answer to a request of which nothing but its socket is known. */
  public static void set(HttpServerRequest request) {
    set(request, request.isSSL());
  }

  private static void set(HttpServerRequest request, boolean secure) {
    MultiMap headers = request.response().headers();
    headers.set("Content-Security-Policy", policy(request, secure));
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    headers.set("X-Frame-Options", "DENY");
    if (secure) {
      headers.set("Strict-Transport-Security", "max-age=31536000");
    }
    if (!isAsset(String.valueOf(request.path()))) {
      headers.set("Cache-Control", "no-store");
    }
  }

  private static boolean isAsset(String path) {
    return path.startsWith("/assets/");
  }

  private static String policy(HttpServerRequest request, boolean secure) {
    String host = String.valueOf(request.getHeader("Host"));
    String scheme = secure ? " wss://" : " ws://";
    String socket = host.matches("[A-Za-z0-9.\\[\\]:-]{1,100}") ? scheme + host : "";
    return "default-src 'self'; connect-src 'self'"
        + socket
        + "; style-src 'self' "
        + CHART_STYLE
        + "; img-src 'self' data:; object-src 'none'; frame-ancestors 'none'; base-uri 'none'"
        + "; form-action 'self'";
  }
}
