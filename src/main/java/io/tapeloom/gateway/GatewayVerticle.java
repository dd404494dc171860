package io.tapeloom.gateway;

import io.tapeloom.web.ContractRouter;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.util.Map;
import java.util.Optional;

/** The HTTP server: the contract's operations, the browser bridge and the web app on one port. */
public final class GatewayVerticle extends VerticleBase {
  private static final int HEADER_LIMIT = 8 * 1024;
  private static final int FRAME_LIMIT = 64 * 1024;
  private final GatewayParts parts;
  private final UiFrames frames;
  private Optional<HttpServer> server = Optional.empty();

  /** A gateway of those parts; {@link UiVerticle} with the same frames feeds its bridge. */
  public GatewayVerticle(GatewayParts parts, UiVerticle ui) {
    this.parts = parts;
    this.frames = ui.frames();
  }

  @Override
  public Future<?> start() {
    parts
        .feeds()
        .expected()
        .forEach(
            i ->
                parts
                    .readiness()
                    .check("collector." + i, () -> now(parts.feeds().health(i)))
                    .check("signal." + i, () -> now(parts.decisions().health(i))));
    Future<Map<String, WebFile>> files = vertx.executeBlocking(() -> WebFile.load("webroot"));
    return ContractRouter.load(vertx)
        .compose(c -> files.map(f -> routes(c, f)))
        .compose(this::listen);
  }

  private static <T> Future<T> now(T value) {
    return Future.succeededFuture(value);
  }

  private Router routes(ContractRouter contract, Map<String, WebFile> files) {
    Bridge bridge = new Bridge(vertx, frames, parts.clients(), parts.meters(), System::nanoTime);
    return new HttpRoutes(vertx, contract, parts).router(bridge, new WebApp(files));
  }

  private Future<HttpServer> listen(Router router) {
    Connections connections = new Connections(vertx);
    return vertx
        .createHttpServer(options())
        .connectionHandler(connections::opened)
        .invalidRequestHandler(GatewayVerticle::malformed)
        .requestHandler(
            request -> {
              connections.heard(request);
              router.handle(request);
            })
        .listen(parts.settings().port(), parts.settings().host())
        .onSuccess(s -> server = Optional.of(s));
  }

  private static HttpServerOptions options() {
    return new HttpServerOptions()
        .setMaxInitialLineLength(4 * 1024)
        .setMaxHeaderSize(HEADER_LIMIT)
        .setMaxWebSocketFrameSize(FRAME_LIMIT)
        .setMaxWebSocketMessageSize(FRAME_LIMIT)
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setWebSocketClosingTimeout(1)
        .setHttp2ClearTextEnabled(false)
        .setIdleTimeout(60);
  }

  /** What the decoder could not read: too long, or no HTTP. */
  private static void malformed(HttpServerRequest request) {
    JsonObject problem =
        new JsonObject()
            .put("type", "/problems/malformed")
            .put("title", "The request could not be read")
            .put("status", 400)
            .put("detail", "expected a request line up to 4 KiB and headers up to 8 KiB")
            .put("instance", "/")
            .put("code", "malformed")
            .put("traceId", "none")
            .put("errors", new io.vertx.core.json.JsonArray());
    request
        .response()
        .setStatusCode(400)
        .putHeader("Content-Type", "application/problem+json")
        .putHeader("Connection", "close")
        .end(problem.toBuffer())
        .eventually(() -> request.connection().close());
  }

  /** The port it listens on, once started. */
  public int port() {
    return server.orElseThrow(() -> new IllegalStateException("not started")).actualPort();
  }
}
