package io.tapeloom.web;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** One structured line for each request, without query values and without control characters. */
public final class AccessLog implements PlatformHandler {
  private static final Logger LOG = LoggerFactory.getLogger("tapeloom.access");

  @Override
  public void handle(RoutingContext context) {
    long startNanos = System.nanoTime();
    context.addEndHandler(_ -> write(context, startNanos));
    context.next();
  }

  private static void write(RoutingContext context, long startNanos) {
    HttpServerRequest request = context.request();
    String path = plain(request.path());
    int status = context.response().getStatusCode();
    LOG.atLevel(level(request, status))
        .addKeyValue("request", RequestId.of(context))
        .addKeyValue("caller", Identity.of(context).name())
        .addKeyValue("address", Identity.address(request))
        .addKeyValue("method", request.method().name())
        .addKeyValue("path", path)
        .addKeyValue("status", status)
        .addKeyValue("bytes", context.response().bytesWritten())
        .addKeyValue("micros", (System.nanoTime() - startNanos) / 1_000)
        .log("{} {} {}", request.method().name(), path, status);
  }

  /** The files of a page, and what machines ask every few seconds, would drown the rest. */
  private static Level level(HttpServerRequest request, int status) {
    String path = String.valueOf(request.path());
    boolean asked = path.startsWith("/health") || path.equals("/metrics");
    boolean read = request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
    return asked || read && status < 400 ? Level.DEBUG : Level.INFO;
  }

  static String plain(String path) {
    String text = String.valueOf(path).replaceAll("[^\\x21-\\x7e]", "?");
    return text.length() > 200 ? text.substring(0, 200) : text;
  }
}
