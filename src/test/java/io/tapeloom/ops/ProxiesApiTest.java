package io.tapeloom.ops;

import static io.tapeloom.web.ContractCheck.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tapeloom.binance.Breakers;
import io.tapeloom.net.Outbound;
import io.tapeloom.net.Proxies;
import io.tapeloom.net.ProxySettings;
import io.tapeloom.pg.Pools;
import io.tapeloom.pg.TestPostgres;
import io.tapeloom.user.Caller;
import io.tapeloom.user.Role;
import io.tapeloom.web.Answer;
import io.tapeloom.web.Call;
import io.tapeloom.web.Client;
import io.tapeloom.web.ContractCheck;
import io.tapeloom.web.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What admins decide of proxies holds at once, after a restart, and in the audit log. */
class ProxiesApiTest {
  private static final String EXCHANGE = "https://exchange.test/fapi/v1/ping";
  private static final Caller ANN =
      new Caller.SignedIn(new Caller.Person(7, "ann@example.org", Role.ADMIN), 1, Long.MAX_VALUE);
  private final Vertx vertx = Vertx.vertx();
  private final List<String> audit = new ArrayList<>();
  private final Breakers breakers = new Breakers();
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private Pools pools;
  private ContractCheck contract;
  private Proxies proxies;
  private ProxiesApi api;
  private boolean deaf;

  @BeforeEach
  void open() throws Exception {
    pools = TestPostgres.fresh().pools(vertx);
    contract = ContractCheck.load(vertx);
    begin(false);
  }

  @AfterEach
  void close() throws Exception {
    await(pools.close());
    await(vertx.close());
  }

  /** As the program starts. */
  private void begin(boolean direct) throws Exception {
    List<String> list = List.of("tokyo=socks5://127.0.0.1:1", "office=http://127.0.0.1:2");
    ProxySettings rules =
        new ProxySettings(ProxySettings.parse(list, "tokyo=bob:canary"), List.of(), direct, 30_000);
    proxies = new Proxies(vertx, rules, EXCHANGE);
    ProxyStore store = new ProxyStore(pools.app());
    await(store.read()).forEach(proxies::decide);
    api =
        new ProxiesApi(
            proxies,
            store,
            breakers,
            (client, action, target, _) -> {
              audit.add(client.caller().name() + " " + action + " " + target);
              return deaf ? Future.failedFuture("full") : Future.succeededFuture();
            });
  }

  private JsonObject ask(String operation, String name) throws Exception {
    Call call = new Call("r", Map.of("name", name), Optional.empty(), Client.local(ANN));
    Answer answer = await(api.operations().get(operation).handle(call));
    contract.conforms(operation, answer);
    return answer.body().toJsonObject();
  }

  private String refusal(String operation, String name) {
    return assertThrows(Refusal.class, () -> ask(operation, name)).problem().code();
  }

  private JsonObject one(JsonObject view, String name) {
    return view.getJsonArray("proxies").stream()
        .map(JsonObject.class::cast)
        .filter(each -> each.getString("name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theListShowsEachProxyWithoutItsLogin() throws Exception {
    breakers.of("https://exchange.test/x").failed(0, "refused");
    Outbound.Way way = proxies.to(EXCHANGE);
    way.failed("wrong canary");
    JsonObject view = ask("proxies", "");
    assertFalse(view.encode().contains("canary") || view.encode().contains("bob"), view::encode);
    assertTrue(view.getBoolean("inUse"));
    assertEquals("tokyo", view.getString("current"));
    JsonObject tokyo = one(view, "tokyo");
    assertEquals("socks5://127.0.0.1:1", tokyo.getString("address"));
    assertTrue(tokyo.getBoolean("login"));
    assertEquals("down", tokyo.getString("state"));
    assertEquals("wrong ***", tokyo.getString("lastError"));
    assertEquals(1, tokyo.getInteger("used"));
    assertEquals(1, tokyo.getInteger("faults"));
    assertEquals("untested", one(view, "office").getString("state"));
    JsonObject host = view.getJsonArray("breakers").getJsonObject(0);
    assertEquals("exchange.test", host.getString("host"));
    assertEquals("closed", host.getString("state"));
  }

  @Test
  void aPinHoldsAfterARestartUntilItIsTakenBack() throws Exception {
    assertEquals("office", ask("pinProxy", "office").getString("pinned"));
    ask("pinProxy", "office");
    assertEquals("tokyo", ask("pinProxy", "tokyo").getString("pinned"));
    begin(false);
    assertEquals("tokyo", ask("proxies", "").getString("pinned"));
    ask("unpinProxy", "office");
    assertEquals("tokyo", ask("proxies", "").getString("pinned"));
    assertEquals(null, ask("unpinProxy", "tokyo").getString("pinned"));
    begin(false);
    assertEquals(null, ask("proxies", "").getString("pinned"));
    assertEquals(
        List.of("user:7 proxy.pin office", "user:7 proxy.pin tokyo", "user:7 proxy.unpin tokyo"),
        audit);
  }

  @Test
  void aDisabledOneStaysOutAndTheLastOneStaysIn() throws Exception {
    ask("pinProxy", "tokyo");
    JsonObject view = ask("disableProxy", "tokyo");
    assertEquals("disabled", one(view, "tokyo").getString("state"));
    assertEquals(null, view.getString("pinned"));
    assertEquals("conflict", refusal("pinProxy", "tokyo"));
    assertEquals("conflict", refusal("disableProxy", "office"));
    begin(true);
    assertEquals("disabled", one(ask("proxies", ""), "tokyo").getString("state"));
    ask("disableProxy", "office");
    begin(false);
    assertTrue(proxies.state("tokyo").enabled(), "what leaves no way out is not followed");
    assertFalse(proxies.state("office").enabled());
    ask("enableProxy", "office");
    assertEquals("untested", one(ask("enableProxy", "office"), "office").getString("state"));
  }

  @Test
  void whatIsNotThereIsNotFoundAndATestSaysWhatWentWrong() throws Exception {
    for (String operation : List.of("pinProxy", "unpinProxy", "enableProxy", "testProxy")) {
      assertEquals("not-found", refusal(operation, "paris"));
    }
    deaf = true;
    JsonObject tested = one(ask("testProxy", "office"), "office");
    assertEquals("down", tested.getString("state"));
    assertTrue(tested.getString("lastError").startsWith("test: "), tested::encode);
    assertEquals(List.of("user:7 proxy.test office"), audit);
    proxies = new Proxies(vertx, ProxySettings.none(), EXCHANGE);
    assertFalse(proxies.inUse());
  }

  @Test
  void eachProxyHasItsMeters() throws Exception {
    new ProxyMeters(registry).watch(proxies);
    proxies.to(EXCHANGE).failed("cut");
    proxies.to(EXCHANGE);
    String scrape = registry.scrape();
    for (String line :
        List.of(
            "tapeloom_proxy_used_total{proxy=\"tokyo\"} 1.0",
            "tapeloom_proxy_faults_total{proxy=\"tokyo\"} 1.0",
            "tapeloom_proxy_chosen{proxy=\"office\"} 1.0",
            "tapeloom_proxy_latency_ms{proxy=\"office\"} -1.0",
            "tapeloom_proxy_up{proxy=\"tokyo\"} 0.0",
            "tapeloom_proxy_changes_total 1.0")) {
      assertTrue(scrape.contains(line), line + " in " + scrape);
    }
  }
}
