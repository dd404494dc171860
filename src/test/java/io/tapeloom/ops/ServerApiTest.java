package io.tapeloom.ops;

import static io.tapeloom.web.ContractCheck.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tapeloom.pg.Pools;
import io.tapeloom.pg.TestPostgres;
import io.tapeloom.web.Answer;
import io.tapeloom.web.Call;
import io.tapeloom.web.ContractCheck;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What admins see of the program is what it counted, and never a secret. */
class ServerApiTest {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Vertx vertx =
      Vertx.builder()
          .with(
              new VertxOptions().setMetricsOptions(new MicrometerMetricsOptions().setEnabled(true)))
          .withMetrics(new MicrometerMetricsFactory(registry))
          .build();
  private final LoggerContext logs = new LoggerContext();
  private final Logger log = logs.getLogger("io.tapeloom.Somebody");
  private final LogTail tail = new LogTail();
  private final StationBoard stations = new StationBoard();
  private final LoopLag lag = new LoopLag();
  private Pools pools;
  private ServerApi api;
  private ContractCheck contract;

  @BeforeEach
  void open() throws Exception {
    pools = TestPostgres.fresh().pools(vertx);
    contract = ContractCheck.load(vertx);
    tail.setContext(logs);
    tail.start();
    log.addAppender(tail);
    Machine machine = new Machine(registry);
    DatabaseSize size = new DatabaseSize(pools.app());
    api = new ServerApi("0.1.0", new ServerApi.Parts(stations, lag, machine, size, tail));
  }

  @AfterEach
  void close() throws Exception {
    await(pools.close());
    await(vertx.close());
  }

  private JsonObject ask(String operation, Map<String, Object> values) throws Exception {
    Answer answer = await(api.operations().get(operation).handle(Call.of(values)));
    contract.conforms(operation, answer);
    return answer.body().toJsonObject();
  }

  @Test
  void thePageShowsStationsLagPoolsSocketsAndDatabase() throws Exception {
    stations.up("signals of usdm.BTCUSDT");
    stations.up("signals of usdm.ETHUSDT");
    stations.broke("signals of usdm.ETHUSDT");
    stations.up("gateway");
    Metrics metrics = new Metrics(registry);
    metrics.uiClients(3);
    metrics.wsClients(2);
    for (int i = 1; i <= 100; i++) {
      lag.add(i * 1_000_000L);
    }
    JsonObject page = ask("server", Map.of());
    assertEquals(
        new JsonArray(
            """
            [{"name":"gateway","instances":1,"restarts":0,"state":"up"},
             {"name":"signals","instances":2,"restarts":1,"state":"down"}]"""),
        page.getJsonArray("verticles"));
    stations.up("signals of usdm.ETHUSDT");
    assertEquals(
        "up",
        ask("server", Map.of()).getJsonArray("verticles").getJsonObject(1).getString("state"));
    assertEquals(
        new JsonObject().put("lagP50Ms", 50.0).put("lagP99Ms", 99.0),
        page.getJsonObject("eventLoop"));
    assertEquals(new JsonObject().put("bridge", 3).put("ws", 2), page.getJsonObject("clients"));
    assertTrue(page.getJsonObject("pool").containsKey("tapeloom-app"), page::encode);
    assertTrue(page.getJsonObject("database").getLong("bytes") > 1_000_000, page::encode);
    assertTrue(page.getJsonObject("jvm").getInteger("threads") > 1, page::encode);
  }

  @Test
  void aLineStaysOneLineAndTellsNoSecret() throws Exception {
    log.info("hello\r\n2026-01-01 ERROR forged \u001b[31m\u202e\u0000\tend");
    log.warn("Authorization: Bearer abcdef123456 and {}", "tl_0123456789abcdef");
    log.error(
        "login password=hunter2 token: \"q-w-e-r-t\" at postgresql://bob:pa55@host/x",
        new IllegalStateException("eyJhbGciOi.eyJzdWIi.c2ln\nboom"));
    JsonArray items = ask("serverLog", Map.of("level", "info", "limit", 10L)).getJsonArray("items");
    List<String> said = items.stream().map(i -> ((JsonObject) i).getString("message")).toList();
    assertEquals(
        List.of(
            "login password=*** token: \"***\" at postgresql://bob:***@host/x:"
                + " java.lang.IllegalStateException: ***\\nboom",
            "Authorization: *** *** and ***",
            "hello\\r\\n2026-01-01 ERROR forged \\u001b[31m\\u202e\\u0000\\tend"),
        said);
    assertEquals("error", items.getJsonObject(0).getString("level"));
    assertEquals("io.tapeloom.Somebody", items.getJsonObject(0).getString("logger"));
    assertEquals(
        2, ask("serverLog", Map.of("level", "warn", "limit", 10L)).getJsonArray("items").size());
  }

  @Test
  void onlyTheNewestLinesAreKeptAndNoneIsEndless() throws Exception {
    for (int i = 0; i < LogTail.KEPT + 20; i++) {
      log.info("line {}", i);
    }
    log.info("x".repeat(100_000));
    JsonArray items =
        ask("serverLog", Map.of("level", "info", "limit", 500L)).getJsonArray("items");
    assertEquals(LogTail.KEPT, items.size());
    assertEquals("line 519", items.getJsonObject(1).getString("message"));
    String longest = items.getJsonObject(0).getString("message");
    assertTrue(longest.length() <= LogTail.LONGEST + 3, "length " + longest.length());
    log.info("y".repeat(10) + "\n".repeat(5_000));
    assertFalse(
        tail.newest(ch.qos.logback.classic.Level.INFO, 1).getFirst().message().contains("\n"));
  }
}
