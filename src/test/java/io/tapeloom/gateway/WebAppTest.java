package io.tapeloom.gateway;

import static io.tapeloom.web.ContractCheck.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The web app's files: what is cached, what is packed, and what is not there. */
class WebAppTest {
  private static final String SCRIPT = "console.log('loom');".repeat(100);
  private static Vertx vertx;
  private static HttpServer server;
  private static WebClient client;

  @BeforeAll
  static void start() throws Exception {
    vertx = Vertx.vertx();
    Map<String, WebFile> files =
        Map.of(
            "index.html", WebFile.of("index.html", "<p>page</p>".getBytes(StandardCharsets.UTF_8)),
            "assets/app-1a2b.js",
                WebFile.of("assets/app-1a2b.js", SCRIPT.getBytes(StandardCharsets.UTF_8)));
    Router router = Router.router(vertx);
    router.route().handler(new WebApp(files));
    server = await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
    client =
        WebClient.create(
            vertx,
            new WebClientOptions().setDefaultPort(server.actualPort()).setDefaultHost("127.0.0.1"));
  }

  @AfterAll
  static void stop() throws Exception {
    await(vertx.close());
  }

  private static HttpResponse<Buffer> get(String uri) throws Exception {
    return await(client.get(uri).send());
  }

  @Test
  void everyPageNameAnswersWithThePage() throws Exception {
    for (String uri :
        List.of("/", "/index.html", "/chart/BTCUSDT", "/signals", "/lab/backtests/7")) {
      HttpResponse<Buffer> page = get(uri);
      assertEquals("<p>page</p>", page.bodyAsString(), uri);
      assertEquals("text/html; charset=utf-8", page.getHeader("Content-Type"));
      assertFalse(String.valueOf(page.getHeader("Cache-Control")).contains("immutable"), uri);
    }
  }

  @Test
  void whatIsNotThereIsNotFoundAndNothingIsListed() throws Exception {
    for (String uri :
        List.of(
            "/assets",
            "/assets/",
            "/assets/none.js",
            "/favicon.ico",
            "/.env",
            "/api/none",
            "/api",
            "/health/none",
            "/metrics/x",
            "/eventbus",
            "/chart/..%2f..%2fpom.xml",
            "/a%00b")) {
      assertEquals(404, get(uri).statusCode(), uri);
    }
    assertEquals(404, await(client.request(HttpMethod.POST, "/").send()).statusCode());
  }

  @Test
  void hashedFilesArePackedAndKeptForEver() throws Exception {
    HttpResponse<Buffer> plain = get("/assets/app-1a2b.js");
    assertEquals(SCRIPT, plain.bodyAsString());
    assertEquals("public, max-age=31536000, immutable", plain.getHeader("Cache-Control"));
    assertEquals("Accept-Encoding", plain.getHeader("Vary"));
    HttpResponse<Buffer> packed =
        await(client.get("/assets/app-1a2b.js").putHeader("Accept-Encoding", "br, gzip").send());
    assertEquals("gzip", packed.getHeader("Content-Encoding"));
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(packed.body().getBytes()))) {
      assertEquals(SCRIPT, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    HttpResponse<Buffer> refusesGzip =
        await(client.get("/assets/app-1a2b.js").putHeader("Accept-Encoding", "gzip;q=0").send());
    assertEquals(SCRIPT, refusesGzip.bodyAsString());
    HttpResponse<Buffer> again =
        await(
            client
                .get("/assets/app-1a2b.js")
                .putHeader("If-None-Match", plain.getHeader("ETag"))
                .send());
    assertEquals(304, again.statusCode());
    HttpResponse<Buffer> head = await(client.head("/assets/app-1a2b.js").send());
    assertEquals(String.valueOf(SCRIPT.length()), head.getHeader("Content-Length"));
  }

  @Test
  void filesOfTheClassPathAreFoundInFoldersAndJars() {
    Map<String, WebFile> folder = WebFile.load("db");
    assertTrue(
        folder.containsKey("migration/V1__tape_and_signals.sql"), folder.keySet().toString());
    Map<String, WebFile> jar = WebFile.load("META-INF/maven/io.vertx/vertx-web");
    assertTrue(jar.containsKey("pom.xml"), jar.keySet().toString());
    assertTrue(WebFile.load("no/such/folder").isEmpty());
  }
}
