package io.tapeloom.web;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;
import java.time.Instant;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One line for each request, without query values and without control characters: as JSON into the
 * access log, and what changed or failed among the talk as well.
 */
public final class AccessLog implements PlatformHandler {
  /** Name of the logger whose lines are JSON objects; off unless it is given a file. */
  public static final String FILE = "tapeloom.access.file";

  private static final Set<String> ROUTINE = Set.of("/api/refresh", "/api/v1/tickets");
  private static final Logger LOG = LoggerFactory.getLogger("tapeloom.access");
  private static final Logger LINES = LoggerFactory.getLogger(FILE);

  @Override
  public void handle(RoutingContext context) {
    long startNanos = System.nanoTime();
    context.addEndHandler(_ -> write(context, startNanos));
    context.next();
  }

  private static void write(RoutingContext context, long startNanos) {
    HttpServerRequest request = context.request();
    int status = context.response().getStatusCode();
    Level level = level(request, status);
    if (LINES.isInfoEnabled()) {
      LINES.info(line(context, startNanos).encode());
    }
    if (LOG.isEnabledForLevel(level)) {
      LOG.atLevel(level)
          .addKeyValue("request", RequestId.of(context))
          .addKeyValue("caller", Identity.of(context).name())
          .addKeyValue("address", Proxies.of(context).address())
          .log("{} {} {}", request.method().name(), plain(request.path()), status);
    }
  }

  static JsonObject line(RoutingContext context, long startNanos) {
    HttpServerRequest request = context.request();
    return new JsonObject()
        .put("t", Instant.now().toString())
        .put("request", RequestId.of(context))
        .put("caller", Identity.of(context).name())
        .put("address", Proxies.of(context).address())
        .put("method", plain(request.method().name()))
        .put("path", plain(request.path()))
        .put("status", context.response().getStatusCode())
        .put("bytes", context.response().bytesWritten())
        .put("micros", (System.nanoTime() - startNanos) / 1_000)
        .put("agent", plain(request.getHeader("User-Agent")));
  }

  /** The files of a page, and what machines ask again and again, would drown the rest. */
  private static Level level(HttpServerRequest request, int status) {
    String path = String.valueOf(request.path());
    boolean asked = path.startsWith("/health") || path.equals("/metrics");
    boolean read = request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
    boolean routine = read || ROUTINE.contains(path);
    return asked || routine && status < 400 ? Level.DEBUG : Level.INFO;
  }

  /** Printable ASCII of at most 200 characters; everything else becomes ?. */
  static String plain(String text) {
    String safe = String.valueOf(text).replaceAll("[^\\x20-\\x7e]", "?");
    return safe.length() > 200 ? safe.substring(0, 200) : safe;
  }
}
