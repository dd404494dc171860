package io.tapeloom.user.io;

import static io.tapeloom.web.ContractCheck.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.user.io.AccountsRig.Member;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The way in: first admin, invites, login, refresh, logout. */
class EntryTest {
  private static AccountsRig rig;
  private static Member admin;

  @BeforeAll
  static void start() throws Exception {
    rig = new AccountsRig(AccountSettings.DEFAULT.triesPerAddress(1_000));
    assertTrue(rig.get("/api/v1/first-admin", null).bodyAsJsonObject().getBoolean("needed"));
    admin = rig.firstAdmin();
    rig.stepUp(admin);
  }

  @AfterAll
  static void stop() throws Exception {
    rig.close();
  }

  private static JsonObject registration(String email, String code) {
    return AccountsRig.credentials(email, AccountsRig.PASSWORD).put("invite_code", code);
  }

  private static HttpResponse<Buffer> refresh(String token) throws Exception {
    return rig.post("/api/refresh", null, new JsonObject().put("refresh_token", token));
  }

  @Test
  void theFirstCodeMakesOneAdminAndThenNobody() throws Exception {
    JsonObject me = rig.get("/api/me", admin.access()).bodyAsJsonObject();
    assertEquals("admin", me.getString("role"));
    assertFalse(rig.get("/api/v1/first-admin", null).bodyAsJsonObject().getBoolean("needed"));
    assertEquals(Optional.empty(), await(rig.accounts.firstAdminCode()));
    HttpResponse<Buffer> again =
        rig.post("/api/register", null, registration("b@example.org", "x"));
    assertEquals(400, again.statusCode());
    assertEquals("bad-invite", AccountsRig.code(again));
  }

  @Test
  void fiftyUsesOfOneInviteAtOnceMakeOnePerson() throws Exception {
    String code = rig.invite(admin, "viewer");
    List<Future<HttpResponse<Buffer>>> uses =
        IntStream.range(0, 50)
            .mapToObj(
                i ->
                    rig.send(
                        HttpMethod.POST,
                        "/api/register",
                        Optional.empty(),
                        registration("many" + i + "@example.org", code)))
            .toList();
    await(Future.join(uses));
    List<Integer> statuses = uses.stream().map(u -> u.result().statusCode()).sorted().toList();
    assertEquals(200, statuses.getFirst());
    assertTrue(statuses.stream().skip(1).allMatch(s -> s == 400), statuses::toString);
    assertEquals(1, rig.number("SELECT count(*) FROM app_user WHERE email LIKE 'many%'"));
  }

  @Test
  void aLoginLetsInAndALogoutOut() throws Exception {
    rig.invited(admin, "grace@example.org", "trader");
    HttpResponse<Buffer> wrong = await(rig.login("grace@example.org", "not her password at all"));
    assertEquals(401, wrong.statusCode());
    assertEquals("wrong-login", AccountsRig.code(wrong));
    HttpResponse<Buffer> right = await(rig.login("Grace@Example.org", AccountsRig.PASSWORD));
    rig.check.conforms("login", 200, right.body(), right.getHeader("Content-Type"));
    Member grace = Member.of(right.bodyAsJsonObject());
    assertEquals("trader", rig.get("/api/me", grace.access()).bodyAsJsonObject().getString("role"));
    assertEquals(200, rig.post("/api/logout", grace.access(), null).statusCode());
    assertEquals(401, rig.get("/api/me", grace.access()).statusCode());
    assertEquals(401, refresh(grace.refresh()).statusCode());
  }

  /** The thief's login is being checked while the owner changes the stolen password. */
  @Test
  void aPasswordChangedWhileALoginIsBeingCheckedLetsNobodyIn() throws Exception {
    Member owner = rig.invited(admin, "owner@example.org", "viewer");
    SqlConnection change = await(rig.pools.app().getConnection());
    Transaction open = await(change.begin());
    String sql = "UPDATE app_user SET password_hash = 'another' WHERE id = " + owner.id();
    await(change.query(sql).execute());
    Future<HttpResponse<Buffer>> login = rig.login(owner.email(), AccountsRig.PASSWORD);
    String waiting =
        "SELECT count(*) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND wait_event_type = 'Lock'";
    long untilNanos = System.nanoTime() + 30_000_000_000L;
    while (rig.number(waiting) == 0 && !login.isComplete() && System.nanoTime() < untilNanos) {
      Thread.sleep(10);
    }
    await(open.commit());
    await(change.close());
    HttpResponse<Buffer> answer = await(login);
    assertEquals(401, answer.statusCode(), answer::bodyAsString);
    assertEquals("wrong-login", AccountsRig.code(answer));
  }

  @Test
  void aRefreshTokenIsGoodOnceAndItsReturnEndsTheLogin() throws Exception {
    Member member = rig.invited(admin, "once@example.org", "viewer");
    HttpResponse<Buffer> next = refresh(member.refresh());
    rig.check.conforms("refresh", 200, next.body(), next.getHeader("Content-Type"));
    String access = next.bodyAsJsonObject().getString("access_token");
    assertEquals(200, rig.get("/api/me", access).statusCode());
    rig.aheadMs.addAndGet(1_000);
    HttpResponse<Buffer> replay = refresh(member.refresh());
    assertEquals(401, replay.statusCode());
    assertEquals("login-ended", AccountsRig.code(replay));
    assertEquals(401, refresh(next.bodyAsJsonObject().getString("refresh_token")).statusCode());
    assertEquals(401, rig.get("/api/me", access).statusCode());
    assertEquals(
        1,
        rig.number(
            "SELECT count(*) FROM audit_log WHERE action = 'refresh' AND who = 'user:%d'"
                .formatted(member.id())));
  }

  @Test
  void twentyRefreshesOfOneRequestHaveOneWinnerWhoStays() throws Exception {
    Member member = rig.invited(admin, "twenty@example.org", "viewer");
    JsonObject body = new JsonObject().put("refresh_token", member.refresh());
    List<Future<HttpResponse<Buffer>>> all =
        IntStream.range(0, 20)
            .mapToObj(
                _ ->
                    rig.request(HttpMethod.POST, "/api/refresh")
                        .putHeader("X-Request-Id", "the-same-click")
                        .sendJson(body))
            .toList();
    await(Future.join(all));
    List<HttpResponse<Buffer>> won =
        all.stream().map(Future::result).filter(a -> a.statusCode() == 200).toList();
    assertEquals(1, won.size());
    assertEquals(19, all.stream().map(Future::result).filter(a -> a.statusCode() == 401).count());
    JsonObject winner = won.getFirst().bodyAsJsonObject();
    assertEquals(200, rig.get("/api/me", winner.getString("access_token")).statusCode());
    assertEquals(200, refresh(winner.getString("refresh_token")).statusCode());
  }

  @Test
  void theWebAppKeepsItsTokenInACookieThatOnlyItsOwnPageCanUse() throws Exception {
    rig.invited(admin, "web@example.org", "viewer");
    HttpRequest<Buffer> login = rig.request(HttpMethod.POST, "/api/login");
    rig.web().forEach(login::putHeader);
    HttpResponse<Buffer> answer =
        await(login.sendJson(AccountsRig.credentials("web@example.org", AccountsRig.PASSWORD)));
    assertEquals(200, answer.statusCode(), answer::bodyAsString);
    assertFalse(answer.bodyAsJsonObject().containsKey("refresh_token"));
    String cookie = answer.getHeader("Set-Cookie");
    assertTrue(
        cookie.matches(
            "tapeloom_refresh=[A-Za-z0-9_-]{43}; Path=/api; HttpOnly; SameSite=Strict; Max-Age=\\d+"),
        cookie);
    String pair = cookie.substring(0, cookie.indexOf(';'));
    assertEquals(403, withCookie(pair, "Origin", "http://127.0.0.1:1").statusCode());
    assertEquals(403, withCookie(pair, "Origin", "null").statusCode());
    assertEquals(403, withCookie(pair, "X-Other", "x").statusCode());
    HttpResponse<Buffer> next =
        withCookie(pair, "Origin", "http://127.0.0.1:" + rig.server.actualPort());
    assertEquals(200, next.statusCode(), next::bodyAsString);
    assertFalse(next.bodyAsJsonObject().containsKey("refresh_token"));
    assertTrue(next.getHeader("Set-Cookie").startsWith("tapeloom_refresh="));
  }

  private static HttpResponse<Buffer> withCookie(String cookie, String header, String value)
      throws Exception {
    return await(
        rig.request(HttpMethod.POST, "/api/refresh")
            .putHeader("X-Tapeloom-Client", "web")
            .putHeader("Cookie", cookie)
            .putHeader(header, value)
            .send());
  }
}
