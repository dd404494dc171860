package io.tapeloom.gateway;

import io.tapeloom.web.Problem;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;

/**
 * Serves the web app from memory: only files that were in the class path folder at the start exist,
 * so there is nothing to list, to hide or to climb out of. Names of pages answer with the page.
 */
final class WebApp implements Handler<RoutingContext> {
  private static final String IMMUTABLE = "public, max-age=31536000, immutable";
  private final Map<String, WebFile> files;

  WebApp(Map<String, WebFile> files) {
    this.files = Map.copyOf(files);
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    boolean reads = request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
    Optional<WebFile> file = reads ? find(String.valueOf(request.path())) : Optional.empty();
    file.ifPresentOrElse(f -> send(context, f), context::next);
  }

  private Optional<WebFile> find(String path) {
    if (!path.startsWith("/")) {
      return Optional.empty();
    }
    Optional<WebFile> exact = Optional.ofNullable(files.get(path.substring(1)));
    return exact.isPresent() || !isPage(path) ? exact : page();
  }

  private Optional<WebFile> page() {
    if (files.isEmpty()) {
      throw Problem.notFound("the web app is not part of this build; the API is under /api")
          .refusal();
    }
    return Optional.ofNullable(files.get("index.html"));
  }

  /** A page's name has plain parts and none of the server's own prefixes. */
  private static boolean isPage(String path) {
    if (path.equals("/api/docs")) {
      return true;
    }
    boolean ours = path.matches("/(api|assets|health|metrics|eventbus|problems|ws)(/.*)?");
    return !ours && path.matches("(/[A-Za-z0-9_-]+)*/?");
  }

  private static void send(RoutingContext context, WebFile file) {
    HttpServerRequest request = context.request();
    HttpServerResponse response = context.response();
    response.putHeader("Content-Type", file.contentType()).putHeader("ETag", file.etag());
    if (file.immutable()) {
      response.putHeader("Cache-Control", IMMUTABLE);
    }
    if (file.etag().equals(request.getHeader("If-None-Match"))) {
      response.setStatusCode(304).end();
      return;
    }
    Buffer body = file.plain();
    if (file.gzip().isPresent()) {
      response.putHeader("Vary", "Accept-Encoding");
      if (acceptsGzip(request)) {
        response.putHeader("Content-Encoding", "gzip");
        body = file.gzip().get();
      }
    }
    response.putHeader("Content-Length", String.valueOf(body.length()));
    if (request.method() == HttpMethod.HEAD) {
      response.end();
    } else {
      response.end(body);
    }
  }

  private static boolean acceptsGzip(HttpServerRequest request) {
    String accepted = String.valueOf(request.getHeader("Accept-Encoding"));
    return accepted.matches("(?i).*\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$)).*");
  }
}
