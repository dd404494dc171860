package io.tapeloom.user.io;

import static io.tapeloom.web.ContractCheck.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.user.Caller;
import io.tapeloom.user.io.AccountsRig.Member;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of somebody's API keys when a password changes or an account is closed. */
class KeysAndPasswordsTest {
  private static final String NEXT = "a kettle sings at six";
  private static AccountsRig rig;
  private static Member admin;

  @BeforeAll
  static void start() throws Exception {
    rig = new AccountsRig(AccountSettings.DEFAULT);
    admin = rig.firstAdmin();
    rig.stepUp(admin);
  }

  @AfterAll
  static void stop() throws Exception {
    rig.close();
  }

  @AfterEach
  void backToNow() {
    rig.aheadMs.set(0);
  }

  private static Member member(String email) throws Exception {
    Member member = rig.invited(admin, email, "trader");
    rig.stepUp(member);
    return member;
  }

  private static String key(Member owner, long expiresInMs) throws Exception {
    JsonObject body =
        new JsonObject()
            .put("name", "a program")
            .put("scopes", new JsonArray(List.of("read")))
            .put("expiresMs", rig.clock.millis() + expiresInMs);
    HttpResponse<Buffer> made = rig.post("/api/v1/me/keys", owner.access(), body);
    assertEquals(201, made.statusCode(), made::bodyAsString);
    return made.bodyAsJsonObject().getString("key");
  }

  private static int uses(String key) throws Exception {
    return rig.get("/api/me", key).statusCode();
  }

  private static JsonObject ok(String operation, HttpResponse<Buffer> answer) throws Exception {
    assertEquals(200, answer.statusCode(), answer::bodyAsString);
    rig.check.conforms(operation, 200, answer.body(), answer.getHeader("Content-Type"));
    return answer.bodyAsJsonObject();
  }

  private static JsonObject change(Member member, String from, String to, Boolean revoke)
      throws Exception {
    JsonObject body = new JsonObject().put("current", from).put("new", to);
    if (revoke != null) {
      body.put("revokeKeys", revoke);
    }
    return ok("changePassword", rig.post("/api/v1/me/password", member.access(), body));
  }

  @Test
  void ownChangesLeaveKeysUnlessTheOwnerSaysOtherwise() throws Exception {
    Member dan = member("dan@example.org");
    String first = key(dan, 86_400_000);
    String second = key(dan, 86_400_000);
    key(dan, 1_000);
    rig.aheadMs.addAndGet(2_000);
    assertEquals(
        new JsonObject("{\"ok\":true,\"loginsEnded\":0,\"keysRevoked\":0,\"keysStanding\":2}"),
        change(dan, AccountsRig.PASSWORD, NEXT, null),
        "the one that has ended is no standing key");
    assertEquals(List.of(200, 200), List.of(uses(first), uses(second)));
    assertEquals(2, change(dan, NEXT, NEXT + " again", false).getInteger("keysStanding"));
    Caller program = await(rig.gate().identify(first));
    JsonObject all = change(dan, NEXT + " again", NEXT, true);
    assertEquals(3, all.getInteger("keysRevoked"));
    assertEquals(0, all.getInteger("keysStanding"));
    assertEquals(List.of(401, 401), List.of(uses(first), uses(second)));
    assertFalse(rig.gate().stands(program), "its open sockets end");
    assertEquals(
        1,
        rig.number(
            "SELECT count(*) FROM audit_log WHERE action = 'password' AND target = 'user:%d'"
                    .formatted(dan.id())
                + " AND after::text LIKE '%\"keysRevoked\":3%'"));
  }

  @Test
  void aWrongPasswordRevokesNothing() throws Exception {
    Member eve = member("eve@example.org");
    String key = key(eve, 86_400_000);
    JsonObject body =
        new JsonObject().put("current", "not it").put("new", NEXT).put("revokeKeys", true);
    assertEquals(403, rig.post("/api/v1/me/password", eve.access(), body).statusCode());
    assertEquals(200, uses(key));
    assertEquals(
        400,
        rig.post("/api/v1/me/password", eve.access(), body.put("revokeKeys", "yes")).statusCode());
  }

  @Test
  void aResetEndsTheKeysOfThatAccountAlone() throws Exception {
    Member fay = member("fay@example.org");
    Member gus = member("gus@example.org");
    String hers = key(fay, 86_400_000);
    String his = key(gus, 86_400_000);
    String path = "/api/v1/admin/users/" + fay.id() + "/reset-password";
    JsonObject reset = ok("resetUserPassword", rig.post(path, admin.access(), null));
    assertEquals(1, reset.getInteger("keysRevoked"));
    assertEquals(1, reset.getInteger("loginsEnded"));
    assertEquals(List.of(401, 200), List.of(uses(hers), uses(his)));
    AccountDesk desk = new AccountDesk(rig.pools.app(), "root", rig.clock);
    JsonObject local = await(desk.resetPassword("gus@example.org", rig.keys));
    assertEquals(1, local.getInteger("keysRevoked"));
    assertTrue(local.getString("password").length() > 15, local.encode());
    long untilNanos = System.nanoTime() + 30_000_000_000L;
    while (uses(his) != 401) {
      assertTrue(System.nanoTime() < untilNanos, "the running server does not know");
      Thread.sleep(20);
    }
  }

  @Test
  void aBanSuspendsKeysAndItsEndBringsThemBack() throws Exception {
    Member hal = member("hal@example.org");
    String key = key(hal, 86_400_000);
    String path = "/api/v1/admin/users/" + hal.id();
    ok("banUser", rig.post(path + "/ban", admin.access(), null));
    assertEquals(401, uses(key));
    ok("unbanUser", rig.post(path + "/unban", admin.access(), null));
    assertEquals(200, uses(key));
    assertEquals(401, rig.get("/api/me", hal.access()).statusCode(), "logins are over");
  }
}
