package io.tapeloom.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** A page of somebody else's, with the stock clients and a chart library and nothing of ours. */
final class StockPage implements AutoCloseable {
  private static final Path MODULES = Path.of("webroot", "node_modules");
  private static final Map<String, Path> SCRIPTS =
      Map.of(
          "/1.js",
          MODULES.resolve("sockjs-client/dist/sockjs.min.js"),
          "/2.js",
          MODULES.resolve("@vertx/eventbus-bridge-client.js/vertx-eventbus.js"),
          "/3.js",
          MODULES.resolve("lightweight-charts/dist/lightweight-charts.standalone.production.js"));
  private final HttpServer server;

  private StockPage(HttpServer server) {
    this.server = server;
  }

  static StockPage serve() throws IOException {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(anyPort, 0);
    server.createContext("/", StockPage::answer);
    server.start();
    return new StockPage(server);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    Path script = SCRIPTS.get(exchange.getRequestURI().getPath());
    byte[] body =
        script == null ? html().getBytes(StandardCharsets.UTF_8) : Files.readAllBytes(script);
    String type = script == null ? "text/html; charset=utf-8" : "text/javascript; charset=utf-8";
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String html() {
    String scripts =
        SCRIPTS.keySet().stream()
            .sorted()
            .map(name -> "<script src=\"" + name + "\"></script>")
            .collect(Collectors.joining());
    return "<!doctype html><title>stock client</title><div id=\"chart\"></div>" + scripts;
  }

  String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
