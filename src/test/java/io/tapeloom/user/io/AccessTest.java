package io.tapeloom.user.io;

import static io.tapeloom.web.ContractCheck.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.pg.TestPostgres;
import io.tapeloom.user.Caller;
import io.tapeloom.user.io.AccountsRig.Member;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who reaches what of whom, what admins do, and what is left of it in the audit log. */
class AccessTest {
  private static AccountsRig rig;
  private static Member admin;
  private static Member alice;
  private static Member bob;

  @BeforeAll
  static void start() throws Exception {
    rig = new AccountsRig(AccountSettings.DEFAULT);
    admin = rig.firstAdmin();
    rig.stepUp(admin);
    alice = rig.invited(admin, "alice@example.org", "trader");
    bob = rig.invited(admin, "bob@example.org", "viewer");
    rig.stepUp(alice);
    rig.stepUp(bob);
  }

  @AfterAll
  static void stop() throws Exception {
    rig.close();
  }

  private static JsonObject ok(String operation, HttpResponse<Buffer> answer) throws Exception {
    assertTrue(answer.statusCode() < 300, () -> operation + ": " + answer.bodyAsString());
    rig.check.conforms(
        operation, answer.statusCode(), answer.body(), answer.getHeader("Content-Type"));
    return answer.bodyAsJsonObject();
  }

  private static JsonObject newKey(Member owner, String... scopes) throws Exception {
    JsonObject body =
        new JsonObject().put("name", "a program").put("scopes", new JsonArray(List.of(scopes)));
    return ok("createKey", rig.post("/api/v1/me/keys", owner.access(), body));
  }

  @Test
  void nobodyReachesWhatIsSomebodyElses() throws Exception {
    long key = newKey(alice, "read").getLong("id");
    JsonObject sessions = ok("mySessions", rig.get("/api/v1/me/sessions", alice.access()));
    long session = sessions.getJsonArray("items").getJsonObject(0).getLong("id");
    for (String path : List.of("/api/v1/me/keys/" + key, "/api/v1/me/sessions/" + session)) {
      assertEquals(404, rig.delete(path, bob.access()).statusCode(), path);
      assertEquals(404, rig.delete(path, admin.access()).statusCode(), path);
      assertEquals(401, rig.delete(path, null).statusCode(), path);
    }
    String none = rig.delete("/api/v1/me/keys/999999", bob.access()).bodyAsString();
    String others = rig.delete("/api/v1/me/keys/" + key, bob.access()).bodyAsString();
    assertEquals(detail(none), detail(others), "what is not there looks the same");
    JsonArray bobs = ok("myKeys", rig.get("/api/v1/me/keys", bob.access())).getJsonArray("items");
    assertFalse(bobs.encode().contains("\"id\":" + key + ","), bobs.encode());
    assertEquals(200, rig.delete("/api/v1/me/keys/" + key, alice.access()).statusCode());
  }

  private static String detail(String problem) {
    return new JsonObject(problem).getString("detail");
  }

  @Test
  void aBodyHoldsNoMoreThanItsFields() throws Exception {
    String code = rig.invite(admin, "viewer");
    List<String> extras =
        List.of(
            "role",
            "id",
            "banned",
            "email_verified",
            "admin",
            "is_admin",
            "scopes",
            "userId",
            "user_id",
            "__proto__");
    List<String> let = new ArrayList<>();
    for (String extra : extras) {
      JsonObject registration =
          AccountsRig.credentials("mass@example.org", AccountsRig.PASSWORD)
              .put("invite_code", code)
              .put(extra, "admin");
      JsonObject preferences =
          new JsonObject()
              .put("theme", "dark")
              .put("palette", "green-red")
              .put("density", "compact")
              .put("zone", "utc")
              .put("favourites", new JsonArray())
              .put(extra, "admin");
      JsonObject key =
          new JsonObject().put("name", "x").put("scopes", new JsonArray(List.of("read")));
      refusedBody(let, extra, rig.post("/api/register", null, registration));
      refusedBody(
          let,
          extra,
          await(
              rig.request(HttpMethod.PUT, "/api/v1/me/preferences")
                  .bearerTokenAuthentication(bob.access())
                  .putHeader("If-Match", "\"0\"")
                  .sendJson(preferences)));
      if (!extra.equals("scopes")) {
        refusedBody(let, extra, rig.post("/api/v1/me/keys", bob.access(), key.put(extra, "admin")));
      }
    }
    assertEquals(List.of(), let);
    assertEquals(0, rig.number("SELECT count(*) FROM app_user WHERE email = 'mass@example.org'"));
  }

  private static void refusedBody(List<String> let, String what, HttpResponse<Buffer> answer) {
    if (answer.statusCode() != 400) {
      let.add(what + ": " + answer.statusCode() + " " + answer.bodyAsString());
    }
  }

  @Test
  void aKeyDoesWhatItsScopesAndItsOwnerMay() throws Exception {
    JsonObject made = newKey(alice, "read");
    String key = made.getString("key");
    assertEquals("trader", rig.get("/api/me", key).bodyAsJsonObject().getString("role"));
    HttpResponse<Buffer> tooFar = rig.get("/api/v1/admin/users", key);
    assertEquals(403, tooFar.statusCode());
    assertTrue(tooFar.bodyAsString().contains("a key whose scopes reach as far"));
    assertEquals("login-required", AccountsRig.code(rig.post("/api/v1/me/keys", key, keyBody())));
    String metrics = newKey(alice, "metrics").getString("key");
    assertEquals(403, rig.get("/api/me", metrics).statusCode());
    assertTrue(await(rig.gate().identify(metrics)).readsMetrics());
    HttpResponse<Buffer> tooMuch =
        rig.post("/api/v1/me/keys", bob.access(), keyBody().put("scopes", List.of("trade")));
    assertEquals(400, tooMuch.statusCode());
    assertEquals(
        1,
        rig.number(
            "SELECT count(*) FROM api_key WHERE last_used_ms IS NOT NULL"
                + " AND last_four = '"
                + made.getString("lastFour")
                + "'"));
    rig.delete("/api/v1/me/keys/" + made.getLong("id"), alice.access());
    assertEquals(401, rig.get("/api/me", key).statusCode());
  }

  private static JsonObject keyBody() {
    return new JsonObject().put("name", "x").put("scopes", new JsonArray(List.of("read")));
  }

  @Test
  void aTicketIsGoodOnceAndNotForLong() throws Exception {
    String ticket =
        ok("createTicket", rig.post("/api/v1/tickets", bob.access(), null)).getString("ticket");
    Caller caller = rig.gate().redeem(ticket);
    assertEquals(bob.id(), caller.person().orElseThrow().id());
    assertEquals(Caller.ANONYMOUS, rig.gate().redeem(ticket));
    Tickets tickets = new Tickets(new Secrets(), rig.clock);
    String late = tickets.issue(caller).ticket();
    rig.aheadMs.addAndGet(31_000);
    assertEquals(Optional.empty(), tickets.redeem(late));
    rig.aheadMs.addAndGet(-31_000);
  }

  @Test
  void dangerousActionsNeedThePasswordAgainAndLeaveTheirRows() throws Exception {
    Member carol = rig.invited(admin, "carol@example.org", "viewer");
    String path = "/api/v1/admin/users/" + carol.id();
    HttpResponse<Buffer> login = await(rig.login("ada@example.org", AccountsRig.PASSWORD));
    String fresh = login.bodyAsJsonObject().getString("access_token");
    for (String action : List.of("/ban", "/unban", "/reset-password")) {
      HttpResponse<Buffer> refused = rig.post(path + action, fresh, null);
      assertEquals("step-up-required", AccountsRig.code(refused), action);
    }
    JsonObject trader = new JsonObject().put("role", "trader");
    assertEquals("step-up-required", AccountsRig.code(rig.post(path + "/role", fresh, trader)));
    Caller before = await(rig.gate().identify(carol.access()));
    assertTrue(rig.gate().stands(before));
    assertEquals(
        "trader",
        ok("setUserRole", rig.post(path + "/role", admin.access(), trader)).getString("role"));
    assertFalse(rig.gate().stands(before), "an open socket of the old role ends");
    assertTrue(ok("banUser", rig.post(path + "/ban", admin.access(), null)).getBoolean("banned"));
    assertEquals(401, rig.get("/api/me", carol.access()).statusCode());
    assertEquals(
        "banned", AccountsRig.code(await(rig.login("carol@example.org", AccountsRig.PASSWORD))));
    ok("unbanUser", rig.post(path + "/unban", admin.access(), null));
    String password =
        ok("resetUserPassword", rig.post(path + "/reset-password", admin.access(), null))
            .getString("password");
    assertEquals(200, await(rig.login("carol@example.org", password)).statusCode());
    JsonArray rows =
        ok("auditLog", rig.get("/api/v1/admin/audit?limit=100", admin.access()))
            .getJsonArray("items");
    List<String> actions =
        rows.stream()
            .map(JsonObject.class::cast)
            .filter(row -> row.getString("target").equals("user:" + carol.id()))
            .map(row -> row.getString("action"))
            .toList()
            .reversed();
    assertEquals(
        List.of(
            "register",
            "user.role",
            "user.ban",
            "login",
            "user.unban",
            "user.reset-password",
            "login"),
        actions);
  }

  @Test
  void namesInTheLogAndOfInvitesComeWithTheirAddress() throws Exception {
    String key = newKey(alice, "read").getString("key");
    long id = rig.number("SELECT max(id) FROM api_key");
    rig.delete("/api/v1/me/keys/" + id, alice.access());
    rig.invite(admin, "viewer");
    String add = "INSERT INTO audit_log (t, who, action, target, before, after, address, result)";
    await(
        rig.pools
            .app()
            .query(add + " VALUES (1, 'key:" + id + "', 'x', 'user:999999', '', '', '', 'ok')")
            .execute());
    JsonArray rows =
        ok("auditLog", rig.get("/api/v1/admin/audit?limit=5", admin.access()))
            .getJsonArray("items");
    JsonObject program = rows.getJsonObject(0);
    assertEquals("alice@example.org", program.getString("whoEmail"), "of a key that has ended");
    assertEquals(null, program.getValue("targetEmail"), "there is no such account");
    assertEquals("ada@example.org", rows.getJsonObject(1).getString("whoEmail"));
    assertEquals("invite.create", rows.getJsonObject(1).getString("action"));
    JsonObject invite =
        ok("invites", rig.get("/api/v1/admin/invites", admin.access()))
            .getJsonArray("items")
            .getJsonObject(0);
    assertEquals("user:" + admin.id(), invite.getString("createdBy"));
    assertEquals("ada@example.org", invite.getString("createdByEmail"));
    assertFalse(rows.encode().contains(key));
  }

  /** Each holds the row of the other: one waits, and neither meets a deadlock. */
  @Test
  void adminsWhoDemoteEachOtherAtOnceWaitForEachOther() throws Exception {
    Member one = rig.invited(admin, "one@example.org", "admin");
    Member two = rig.invited(admin, "two@example.org", "admin");
    rig.stepUp(one);
    rig.stepUp(two);
    Future<HttpResponse<Buffer>> first = role(one, two, "viewer");
    Future<HttpResponse<Buffer>> second = role(two, one, "viewer");
    for (HttpResponse<Buffer> answer : List.of(await(first), await(second))) {
      assertTrue(List.of(200, 403).contains(answer.statusCode()), answer::bodyAsString);
    }
    for (Member member : List.of(one, two)) {
      assertEquals(200, await(role(admin, member, "viewer")).statusCode());
    }
  }

  private static Future<HttpResponse<Buffer>> role(Member by, Member whose, String role) {
    String path = "/api/v1/admin/users/" + whose.id() + "/role";
    JsonObject body = new JsonObject().put("role", role);
    return rig.send(HttpMethod.POST, path, Optional.of(by.access()), body);
  }

  @Test
  void theLastAdminStays() throws Exception {
    String path = "/api/v1/admin/users/" + admin.id();
    JsonObject viewer = new JsonObject().put("role", "viewer");
    assertEquals("own-account", AccountsRig.code(rig.post(path + "/ban", admin.access(), null)));
    assertEquals("last-admin", AccountsRig.code(rig.post(path + "/role", admin.access(), viewer)));
    assertEquals(200, rig.get("/api/v1/admin/users", admin.access()).statusCode());
  }

  @Test
  void preferencesAreReplacedOnlyWhereTheyAreKnown() throws Exception {
    HttpResponse<Buffer> usual = rig.get("/api/v1/me/preferences", alice.access());
    JsonObject body = ok("preferences", usual);
    assertEquals("\"0\"", usual.getHeader("ETag"));
    body.put("theme", "light");
    assertEquals(428, put(body, null).statusCode());
    HttpResponse<Buffer> saved = put(body, "\"0\"");
    assertEquals("light", ok("savePreferences", saved).getString("theme"));
    assertEquals("\"1\"", saved.getHeader("ETag"));
    assertEquals(412, put(body, "\"0\"").statusCode());
    assertEquals(412, put(body, "\"7\"").statusCode());
    assertEquals(200, put(body, "\"1\"").statusCode());
    JsonObject me = ok("me", rig.get("/api/me", alice.access()));
    assertEquals(2, me.getInteger("preferencesVersion"));
  }

  private static HttpResponse<Buffer> put(JsonObject body, String tag) throws Exception {
    var request =
        rig.request(HttpMethod.PUT, "/api/v1/me/preferences")
            .bearerTokenAuthentication(alice.access());
    return await((tag == null ? request : request.putHeader("If-Match", tag)).sendJson(body));
  }

  @Test
  void aChangedPasswordEndsTheOtherLogins() throws Exception {
    Member dan = rig.invited(admin, "dan@example.org", "viewer");
    Member second =
        Member.of(await(rig.login("dan@example.org", AccountsRig.PASSWORD)).bodyAsJsonObject());
    JsonObject wrong =
        new JsonObject().put("current", "not it at all, no").put("new", "a kettle sings at six");
    assertEquals(
        "wrong-password", AccountsRig.code(rig.post("/api/v1/me/password", dan.access(), wrong)));
    JsonObject weak =
        new JsonObject().put("current", AccountsRig.PASSWORD).put("new", "passwordpassword");
    HttpResponse<Buffer> refused = rig.post("/api/v1/me/password", dan.access(), weak);
    assertEquals("weak-password", AccountsRig.code(refused));
    assertTrue(refused.bodyAsString().contains("/body/new"), refused.bodyAsString());
    JsonObject change =
        new JsonObject().put("current", AccountsRig.PASSWORD).put("new", "a kettle sings at six");
    ok("changePassword", rig.post("/api/v1/me/password", dan.access(), change));
    assertEquals(200, rig.get("/api/me", dan.access()).statusCode());
    assertEquals(401, rig.get("/api/me", second.access()).statusCode());
  }

  @Test
  void aRowOfTheAuditLogThatWasTamperedWithIsNamed() throws Exception {
    JsonObject whole = ok("verifyAudit", rig.get("/api/v1/admin/audit/verify", admin.access()));
    assertTrue(whole.getBoolean("ok"), whole.encode());
    long rows = whole.getLong("rows");
    assertTrue(rows > 5, whole.encode());
    for (String change :
        List.of("UPDATE audit_log SET who = 'x'", "DELETE FROM audit_log", "TRUNCATE audit_log")) {
      assertThrows(IllegalStateException.class, () -> TestPostgres.execute(rig.database, change));
    }
    assertEquals(4, tampered("UPDATE audit_log SET result = 'ok!' WHERE id = 4"));
    TestPostgres.execute(rig.database, "UPDATE audit_log SET result = 'ok' WHERE id = 4");
    assertEquals(3, tampered("DELETE FROM audit_log WHERE id = 2"));
  }

  private static long tampered(String sql) throws Exception {
    TestPostgres.execute(
        rig.database, "ALTER TABLE audit_log DISABLE TRIGGER audit_is_kept; " + sql);
    return rig.get("/api/v1/admin/audit/verify", admin.access())
        .bodyAsJsonObject()
        .getLong("firstBad");
  }

  @Test
  void noSecretIsInRowsOrAnswers() throws Exception {
    String canary = "canary swims under ice 31";
    String code = rig.invite(admin, "viewer");
    JsonObject registration =
        AccountsRig.credentials("erin@example.org", canary).put("invite_code", code);
    Member erin = Member.of(rig.post("/api/register", null, registration).bodyAsJsonObject());
    rig.post("/api/v1/me/step-up", erin.access(), new JsonObject().put("password", canary));
    String key = newKey(erin, "read").getString("key");
    List<String> secrets =
        List.of(canary, code, erin.refresh(), key, rig.keys.pepper(), rig.keys.signing());
    StringBuilder everything = new StringBuilder();
    for (String table :
        List.of("app_user", "invite", "session", "refresh_token", "api_key", "audit_log")) {
      await(rig.pools.app().query("SELECT t::text AS row FROM " + table + " t").execute())
          .forEach(row -> everything.append(row.getString("row")).append('\n'));
    }
    for (String path :
        List.of("/api/v1/admin/users", "/api/v1/admin/invites", "/api/v1/admin/audit?limit=1000")) {
      everything.append(rig.get(path, admin.access()).bodyAsString());
    }
    for (String path : List.of("/api/me", "/api/v1/me/keys", "/api/v1/me/sessions")) {
      everything.append(rig.get(path, erin.access()).bodyAsString());
    }
    secrets.forEach(s -> assertFalse(everything.toString().contains(s), "found " + s));
    assertTrue(everything.toString().contains("erin@example.org"));
  }

  @Test
  void aBanElsewhereIsKnownWithoutAWord() throws Exception {
    Member fay = rig.invited(admin, "fay@example.org", "viewer");
    Caller caller = await(rig.gate().identify(fay.access()));
    assertTrue(rig.gate().stands(caller));
    TestPostgres.execute(
        rig.database,
        "ALTER TABLE app_user DISABLE TRIGGER accounts_changed; "
            + "UPDATE app_user SET banned_ms = 1 WHERE id = "
            + fay.id()
            + "; ALTER TABLE app_user ENABLE TRIGGER accounts_changed");
    long beganNanos = System.nanoTime();
    while (rig.gate().stands(caller)) {
      assertTrue(System.nanoTime() - beganNanos < 30_000_000_000L, "still stands");
      Thread.sleep(20);
    }
  }
}
