package io.tapeloom.bench;

import io.tapeloom.bus.Bus;
import io.tapeloom.gateway.GatewayVerticle;
import io.tapeloom.pg.ListenBridge;
import io.tapeloom.pg.Pools;
import io.tapeloom.user.io.AccountSettings;
import io.tapeloom.user.io.Accounts;
import io.tapeloom.user.io.KeyFiles;
import io.tapeloom.web.Answer;
import io.tapeloom.web.Api;
import io.tapeloom.web.ContractRouter;
import io.tapeloom.web.Identity;
import io.tapeloom.web.Operation;
import io.tapeloom.web.ProblemHandler;
import io.tapeloom.web.RequestId;
import io.tapeloom.web.Service;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Accounts behind the contract's routes, and a client beside them. */
final class LoginServer implements AutoCloseable {
  private static final String PASSWORD = "nine blue boats at dawn";
  private static final int TRIES = 1_000_000;
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Pools pools;
  private final ListenBridge listen;
  private final Accounts accounts;
  private final HttpServer server;
  private String token = "";

  LoginServer(BenchDatabase.Lent lent) throws IOException {
    pools = lent.database().pools(vertx);
    listen = new ListenBridge(vertx, lent.database(), Bus.on(vertx));
    listen.start().await();
    AccountSettings usual = AccountSettings.DEFAULT;
    accounts =
        Accounts.of(
            vertx,
            pools.app(),
            KeyFiles.open(lent.folder().resolve("keys")),
            new AccountSettings(usual.accessMs(), usual.refreshMs(), TRIES, TRIES),
            InstantSource.system());
    accounts.keep(listen).await();
    Router router = router(ContractRouter.load(vertx).await());
    server = vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").await();
  }

  private Router router(ContractRouter contract) {
    List<Api> apis = new ArrayList<>(accounts.apis());
    apis.add(rest(contract, apis));
    Router root = Router.router(vertx);
    root.route().handler(new RequestId()).failureHandler(new ProblemHandler(contract));
    root.route().handler(BodyHandler.create(false));
    root.route().handler(new Identity(accounts.gatekeeper()));
    root.route().subRouter(contract.router(apis, Service.plain(), accounts.gatekeeper()));
    return root;
  }

  /** What this bench does not ask for. */
  private static Api rest(ContractRouter contract, List<Api> apis) {
    Set<String> served = new HashSet<>();
    apis.forEach(api -> served.addAll(api.operations().keySet()));
    Operation empty = _ -> Future.succeededFuture(Answer.json(new JsonObject()));
    Map<String, Operation> others = new TreeMap<>();
    Set<String> all = new HashSet<>(contract.access().keySet());
    all.addAll(GatewayVerticle.operations());
    all.stream().filter(id -> !served.contains(id)).forEach(id -> others.put(id, empty));
    return () -> others;
  }

  static String address(int i) {
    return "person" + i + "@example.org";
  }

  /** Makes that many accounts, the first one an admin whose token the probes use. */
  void people(int count) throws IOException, InterruptedException {
    String code = accounts.firstAdminCode().await().orElseThrow();
    for (int i = 0; i < count; i++) {
      JsonObject made = register(address(i), code);
      token = i == 0 ? made.getString("access_token") : token;
      code = invite();
    }
  }

  private JsonObject register(String email, String code) throws IOException, InterruptedException {
    return body(post("/api/register", credentials(email, PASSWORD).put("invite_code", code)));
  }

  private String invite() throws IOException, InterruptedException {
    HttpRequest.Builder request =
        post("/api/v1/admin/invites", new JsonObject().put("role", "viewer"));
    return body(request.header("Authorization", "Bearer " + token)).getString("code");
  }

  private JsonObject body(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException("expected 2xx, got " + answer.body());
    }
    return new JsonObject(answer.body());
  }

  private HttpRequest.Builder post(String path, JsonObject body) {
    return at(path)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body.encode()));
  }

  private HttpRequest.Builder at(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path));
  }

  private static JsonObject credentials(String email, String password) {
    return new JsonObject().put("email", email).put("password", password);
  }

  /** A login under way; its status. */
  CompletableFuture<Integer> login(String email) {
    return client
        .sendAsync(
            post("/api/login", credentials(email, PASSWORD)).build(),
            HttpResponse.BodyHandlers.discarding())
        .thenApply(HttpResponse::statusCode);
  }

  /** How long a login with a wrong password takes. */
  double wrongMs(String email) {
    return timed(post("/api/login", credentials(email, "not the password, no")), 401);
  }

  /** How long a request takes that has nothing to do with logins. */
  double probeMs() {
    return timed(at("/api/me").header("Authorization", "Bearer " + token), 200);
  }

  private double timed(HttpRequest.Builder request, int expected) {
    try {
      long beganNanos = System.nanoTime();
      int status =
          client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status != expected) {
        throw new IllegalStateException("expected " + expected + ", got " + status);
      }
      return (System.nanoTime() - beganNanos) / 1e6;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
    accounts.close().await();
    listen.stop().await();
    pools.close().await();
    vertx.close().await();
  }
}
