package io.tapeloom.user.io;

import static io.tapeloom.web.ContractCheck.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tapeloom.bus.Bus;
import io.tapeloom.pg.Database;
import io.tapeloom.pg.ListenBridge;
import io.tapeloom.pg.Pools;
import io.tapeloom.pg.TestPostgres;
import io.tapeloom.web.Api;
import io.tapeloom.web.ContractCheck;
import io.tapeloom.web.ContractRouter;
import io.tapeloom.web.Examples;
import io.tapeloom.web.Gatekeeper;
import io.tapeloom.web.Identity;
import io.tapeloom.web.Network;
import io.tapeloom.web.ProblemHandler;
import io.tapeloom.web.Proxies;
import io.tapeloom.web.RequestId;
import io.tapeloom.web.Service;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Accounts behind the contract's routes on a free port, with a clock that tests can turn. */
final class AccountsRig {
  static final String PASSWORD = "nine blue boats at dawn";

  final Vertx vertx = Vertx.vertx();
  final Database database = TestPostgres.fresh();
  final Pools pools = database.pools(vertx);
  final AtomicLong aheadMs = new AtomicLong();
  final InstantSource clock = () -> java.time.Instant.now().plusMillis(aheadMs.get());
  final KeyFiles keys;
  private final Proxies proxies;
  final Accounts accounts;
  final ListenBridge listen;
  final HttpServer server;
  final WebClient client;
  final ContractCheck check;

  AccountsRig(AccountSettings settings) throws Exception {
    this(settings, List.of());
  }

  /** The same behind those proxies. */
  AccountsRig(AccountSettings settings, List<Network> proxies) throws Exception {
    this.proxies = new Proxies(proxies);
    keys = KeyFiles.open(Files.createTempDirectory(Path.of("target"), "keys"));
    accounts = Accounts.of(vertx, pools.app(), keys, settings, clock);
    listen = new ListenBridge(vertx, database, Bus.on(vertx));
    await(listen.start());
    await(accounts.keep(listen));
    ContractRouter contract = await(ContractRouter.load(vertx));
    server =
        await(vertx.createHttpServer().requestHandler(router(contract)).listen(0, "127.0.0.1"));
    client =
        WebClient.create(
            vertx,
            new WebClientOptions().setDefaultPort(server.actualPort()),
            new io.vertx.core.http.PoolOptions().setHttp1MaxSize(64));
    check = ContractCheck.load(vertx);
  }

  private Router router(ContractRouter contract) {
    List<Api> apis = new ArrayList<>(accounts.apis());
    apis.add(Examples.load().doorsBeside(apis, Set.of()));
    Router root = Router.router(vertx);
    root.route()
        .handler(proxies)
        .handler(new RequestId())
        .failureHandler(new ProblemHandler(contract));
    root.route().handler(BodyHandler.create(false).setBodyLimit(64 * 1024));
    root.route().handler(new Identity(accounts.gatekeeper()));
    root.route().subRouter(contract.router(apis, Service.plain(), accounts.gatekeeper()));
    return root;
  }

  Gatekeeper gate() {
    return accounts.gatekeeper();
  }

  HttpRequest<Buffer> request(HttpMethod method, String path) {
    return client.request(method, path).host("127.0.0.1");
  }

  Future<HttpResponse<Buffer>> send(
      HttpMethod method, String path, Optional<String> token, Object body) {
    HttpRequest<Buffer> request = request(method, path);
    token.ifPresent(request::bearerTokenAuthentication);
    return body == null ? request.send() : request.sendJson(body);
  }

  HttpResponse<Buffer> post(String path, String token, JsonObject body) throws Exception {
    return await(send(HttpMethod.POST, path, Optional.ofNullable(token), body));
  }

  HttpResponse<Buffer> get(String path, String token) throws Exception {
    return await(send(HttpMethod.GET, path, Optional.ofNullable(token), null));
  }

  HttpResponse<Buffer> delete(String path, String token) throws Exception {
    return await(send(HttpMethod.DELETE, path, Optional.ofNullable(token), null));
  }

  static JsonObject credentials(String email, String password) {
    return new JsonObject().put("email", email).put("password", password);
  }

  Future<HttpResponse<Buffer>> login(String email, String password) {
    return send(HttpMethod.POST, "/api/login", Optional.empty(), credentials(email, password));
  }

  /** Somebody who is logged in. */
  record Member(long id, String email, String access, String refresh) {
    static Member of(JsonObject body) {
      JsonObject user = body.getJsonObject("user");
      return new Member(
          user.getLong("id"),
          user.getString("email"),
          body.getString("access_token"),
          body.getString("refresh_token"));
    }
  }

  /** The first admin, by the code of the start. */
  Member firstAdmin() throws Exception {
    String code = await(accounts.firstAdminCode()).orElseThrow();
    return member("ada@example.org", code);
  }

  Member member(String email, String code) throws Exception {
    HttpResponse<Buffer> answer =
        post("/api/register", null, credentials(email, PASSWORD).put("invite_code", code));
    assertEquals(200, answer.statusCode(), answer::bodyAsString);
    check.conforms("register", 200, answer.body(), answer.getHeader("Content-Type"));
    return Member.of(answer.bodyAsJsonObject());
  }

  /** Another member by an invite of that admin, who has given the password again. */
  Member invited(Member admin, String email, String role) throws Exception {
    return member(email, invite(admin, role));
  }

  String invite(Member admin, String role) throws Exception {
    HttpResponse<Buffer> made =
        post("/api/v1/admin/invites", admin.access(), new JsonObject().put("role", role));
    assertEquals(201, made.statusCode(), made::bodyAsString);
    return made.bodyAsJsonObject().getString("code");
  }

  void stepUp(Member member) throws Exception {
    HttpResponse<Buffer> done =
        post("/api/v1/me/step-up", member.access(), new JsonObject().put("password", PASSWORD));
    assertEquals(200, done.statusCode(), done::bodyAsString);
  }

  /** One number from the rows. */
  long number(String sql) throws Exception {
    return await(pools.app().query(sql).execute()).iterator().next().getLong(0);
  }

  static String code(HttpResponse<Buffer> problem) {
    return problem.bodyAsJsonObject().getString("code");
  }

  /** Headers of the web app on this server's own page. */
  Map<String, String> web() {
    return Map.of("X-Tapeloom-Client", "web", "Origin", "http://127.0.0.1:" + server.actualPort());
  }

  void close() throws Exception {
    await(accounts.close());
    await(listen.stop());
    await(pools.close());
    await(vertx.close());
  }
}
