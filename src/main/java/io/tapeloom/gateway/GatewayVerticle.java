package io.tapeloom.gateway;

import io.tapeloom.web.ContractRouter;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** The HTTP server: the contract's operations, the browser bridge and the web app on one port. */
public final class GatewayVerticle extends VerticleBase {
  private static final int HEADER_LIMIT = 8 * 1024;
  private static final int FRAME_LIMIT = 64 * 1024;
  private final GatewayParts parts;
  private final UiFrames frames;
  private final LongSupplier nanos;
  private Optional<HttpServer> server = Optional.empty();

  /** A gateway of those parts; {@link UiVerticle} with the same frames feeds its bridge. */
  public GatewayVerticle(GatewayParts parts, UiVerticle ui) {
    this(parts, ui, System::nanoTime);
  }

  GatewayVerticle(GatewayParts parts, UiVerticle ui, LongSupplier nanos) {
    this.parts = parts;
    this.frames = ui.frames();
    this.nanos = nanos;
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
    Bridge bridge = new Bridge(vertx, parts, frames, nanos);
    return new HttpRoutes(vertx, contract, parts).router(bridge, new WebApp(files));
  }

  private Future<HttpServer> listen(Router router) {
    Connections connections = new Connections(vertx, parts.settings().limits().connections());
    return vertx
        .createHttpServer(options())
        .connectionHandler(connections::opened)
        .invalidRequestHandler(MalformedRequests::answer)
        .requestHandler(
            request -> {
              connections.heard(request);
              router.handle(request);
            })
        .listen(parts.settings().port(), parts.settings().host())
        .onSuccess(s -> server = Optional.of(s));
  }

  private HttpServerOptions options() {
    HttpServerOptions options = plain();
    parts
        .settings()
        .tls()
        .map(tls -> new PemKeyCertOptions().setCertPath(tls.certificate()).setKeyPath(tls.key()))
        .ifPresent(pem -> options.setSsl(true).setUseAlpn(false).setKeyCertOptions(pem));
    return options;
  }

  private static HttpServerOptions plain() {
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

  /** Ids of the operations that the gateway itself serves; doors serve all others. */
  public static Set<String> operations() {
    return GatewayApi.OWN;
  }

  /** The port it listens on, once started. */
  public int port() {
    return server.orElseThrow(() -> new IllegalStateException("not started")).actualPort();
  }
}
