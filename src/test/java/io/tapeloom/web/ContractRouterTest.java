package io.tapeloom.web;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The contract against an echo of every operation: validation, defaults, problems, start checks.
 */
class ContractRouterTest {
  private static Vertx vertx;
  private static ContractRouter contract;
  private static HttpServer server;
  private static WebClient client;

  @BeforeAll
  static void start() throws Exception {
    vertx = Vertx.vertx();
    contract = await(ContractRouter.load(vertx));
    Router root = Router.router(vertx);
    root.route().handler(new RequestId()).handler(BodyHandler.create(false));
    root.route().failureHandler(new ProblemHandler(contract));
    root.route().handler(new Identity(new OpenGate()));
    root.route().subRouter(contract.router(List.of(echo()), Service.plain(), new OpenGate()));
    server = await(vertx.createHttpServer().requestHandler(root).listen(0, "127.0.0.1"));
    client = WebClient.create(vertx);
  }

  @AfterAll
  static void stop() throws Exception {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, SECONDS);
  }

  /** Answers every operation with the parameters it was given; rates fails with a bug. */
  private static Api echo() {
    Map<String, Operation> operations = new HashMap<>();
    contract.access().keySet().forEach(id -> operations.put(id, ContractRouterTest::echo));
    operations.put("rates", call -> Future.failedFuture(new SQLTrouble()));
    operations.put(
        "tradesMeta", call -> Future.failedFuture(Problem.unavailable("no tape yet").refusal()));
    operations.put("paperStats", call -> Future.succeededFuture(ranged(call)));
    return () -> operations;
  }

  private static Future<Answer> echo(Call call) {
    return Future.succeededFuture(Answer.json(new JsonObject(new HashMap<>(call.values()))));
  }

  private static Answer ranged(Call call) {
    throw new IllegalStateException("bug in a handler at /srv/secret.java");
  }

  /** Stands for a failure whose message nobody outside may see. */
  private static final class SQLTrouble extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SQLTrouble() {
      super("SELECT secret FROM hidden");
    }
  }

  private static HttpResponse<?> get(String uri) throws Exception {
    return await(client.get(server.actualPort(), "127.0.0.1", uri).send());
  }

  private static JsonObject refused(String uri, int status) throws Exception {
    HttpResponse<?> response = get(uri);
    JsonObject problem = response.bodyAsJsonObject();
    assertEquals(status, response.statusCode(), problem::encode);
    assertEquals("application/problem+json", response.getHeader("Content-Type"));
    assertEquals(status, problem.getInteger("status"));
    assertEquals(response.getHeader("X-Request-Id"), problem.getString("traceId"));
    return problem;
  }

  private static JsonObject fault(String uri) throws Exception {
    return refused(uri, 400).getJsonArray("errors").getJsonObject(0);
  }

  @Test
  void everyOperationHasARoleAndAnUnlistedOneStopsTheStart() {
    assertEquals(contract.contract().operations().size(), contract.access().size());
    Map<String, Operation> some = new HashMap<>(echo().operations());
    some.remove("kline");
    some.put("klin", ContractRouterTest::echo);
    List<Api> wrong = List.of(() -> some, () -> Map.of("rates", ContractRouterTest::echo));
    String message =
        assertThrows(
                IllegalStateException.class,
                () -> contract.router(wrong, Service.plain(), new OpenGate()))
            .getMessage();
    assertTrue(message.contains("kline has no handler"), message);
    assertTrue(message.contains("klin is not in the contract, did you mean kline?"), message);
    assertTrue(message.contains("rates has two handlers"), message);
  }

  @Test
  void defaultsAndTypesComeFromTheContract() throws Exception {
    assertEquals(
        new JsonObject(
            "{\"symbol\":\"BTCUSDT\",\"market\":\"usdm\",\"interval\":\"1m\",\"limit\":500}"),
        get("/api/kline?symbol=BTCUSDT").bodyAsJsonObject());
    JsonObject history = get("/api/signals/history?tradeable=true&limit=7").bodyAsJsonObject();
    assertEquals(new JsonObject("{\"tradeable\":true,\"limit\":7}"), history);
  }

  @Test
  void anUnknownParameterIsRefusedWithTheNearestName() throws Exception {
    JsonObject fault = fault("/api/kline?symbl=BTCUSDT");
    assertEquals("/query/symbl", fault.getString("pointer"));
    assertEquals("unknown parameter, did you mean symbol?", fault.getString("detail"));
    assertEquals("/query/?", fault("/api/rates?%3Cscript%3E=1").getString("pointer"));
    assertEquals(
        "limit: expected once, got 2",
        fault("/api/paper/history?limit=1&limit=2").getString("detail"));
  }

  @Test
  void aBadValueIsNamedByFieldRuleAndShapeButNeverRepeated() throws Exception {
    assertEquals(
        "limit: expected a whole number from 1 to 1500, got a whole number of 4 digits",
        fault("/api/kline?symbol=BTCUSDT&limit=1501").getString("detail"));
    assertEquals(
        "limit: expected a whole number from 1 to 1500, got a text of 3 characters",
        fault("/api/kline?symbol=BTCUSDT&limit=abc").getString("detail"));
    assertEquals(
        "interval: expected one of 1s, 1m, 5m, 15m, 1h, 4h, 1d, got a text of 2 characters",
        fault("/api/kline?symbol=BTCUSDT&interval=7m").getString("detail"));
    assertTrue(
        fault("/api/kline").getString("detail").startsWith("symbol: expected a text like"),
        "missing parameter");
    String evil = "%27%3BDROP%20TABLE%20bar--%3Cscript%3E";
    for (String name : List.of("symbol", "interval", "market", "limit")) {
      String others = name.equals("symbol") ? "" : "symbol=BTCUSDT&";
      JsonObject problem = refused("/api/kline?" + others + name + "=" + evil, 400);
      assertFalse(problem.encode().contains("DROP"), problem::encode);
      assertEquals(
          "/query/" + name, problem.getJsonArray("errors").getJsonObject(0).getString("pointer"));
    }
  }

  @Test
  void aBugAnswers500WithoutDetailsAndARefusalItsOwnProblem() throws Exception {
    for (String uri : List.of("/api/rates", "/api/paper/stats")) {
      String body = refused(uri, 500).encode();
      assertFalse(
          body.contains("SELECT") || body.contains("secret") || body.contains("at io."), body);
    }
    assertEquals("no tape yet", refused("/api/trades/meta", 503).getString("detail"));
  }

  @Test
  void theRequestIdComesBackWhenItIsPlain() throws Exception {
    for (Map.Entry<String, Boolean> sent : Map.of("abc-1.2_3", true, "a b", false).entrySet()) {
      HttpClientResponse response =
          await(
              vertx
                  .createHttpClient()
                  .request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/api/health")
                  .compose(r -> r.putHeader("X-Request-Id", sent.getKey()).send()));
      assertEquals(sent.getValue(), sent.getKey().equals(response.getHeader("X-Request-Id")));
    }
  }
}
