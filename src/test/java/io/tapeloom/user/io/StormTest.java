package io.tapeloom.user.io;

import static io.tapeloom.web.ContractCheck.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.user.io.AccountsRig.Member;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many logins at once, and many that are wrong. */
class StormTest {
  private AccountsRig rig;

  @AfterEach
  void stop() throws Exception {
    rig.close();
  }

  /** Hashing fifty passwords takes a second on two threads; others are answered long before. */
  @Test
  void fiftyLoginsAtOnceHoldNobodyUp() throws Exception {
    rig = new AccountsRig(new AccountSettings(600_000, 86_400_000, 1_000, 1_000));
    Member admin = rig.firstAdmin();
    List<Future<HttpResponse<Buffer>>> logins =
        IntStream.range(0, 50)
            .mapToObj(_ -> rig.login("ada@example.org", AccountsRig.PASSWORD))
            .toList();
    for (int i = 0; i < 3; i++) {
      assertEquals(200, rig.get("/api/me", admin.access()).statusCode());
    }
    assertTrue(
        logins.stream().anyMatch(login -> !login.isComplete()),
        "three requests were answered only after fifty logins");
    await(Future.join(logins));
    assertTrue(logins.stream().allMatch(login -> login.result().statusCode() == 200));
  }

  @Test
  void aHundredWrongTriesAreFewLooksAndTheRestMustWait() throws Exception {
    rig = new AccountsRig(AccountSettings.DEFAULT);
    rig.firstAdmin();
    List<Future<HttpResponse<Buffer>>> tries =
        IntStream.range(0, 100)
            .mapToObj(i -> rig.login("ada@example.org", "wrong password no " + i))
            .toList();
    await(Future.join(tries));
    List<HttpResponse<Buffer>> answers = tries.stream().map(Future::result).toList();
    assertEquals(10, answers.stream().filter(a -> a.statusCode() == 401).count());
    HttpResponse<Buffer> last =
        answers.stream().filter(a -> a.statusCode() == 429).findFirst().orElseThrow();
    assertEquals("too-many-tries", AccountsRig.code(last));
    int waitS = Integer.parseInt(last.getHeader("Retry-After"));
    assertTrue(waitS > 0 && waitS <= 30, last.getHeader("Retry-After"));
    assertEquals(429, await(rig.login("ada@example.org", AccountsRig.PASSWORD)).statusCode());
    rig.aheadMs.addAndGet(31_000);
    HttpResponse<Buffer> later = await(rig.login("ada@example.org", AccountsRig.PASSWORD));
    assertEquals(200, later.statusCode(), later::bodyAsString);
  }

  /** An unknown address gets the same words as a known one. */
  @Test
  void nobodyLearnsWhoHasAnAccount() throws Exception {
    rig = new AccountsRig(AccountSettings.DEFAULT);
    rig.firstAdmin();
    JsonObject known = await(rig.login("ada@example.org", "not her password")).bodyAsJsonObject();
    JsonObject unknown = await(rig.login("bob@example.org", "not his password")).bodyAsJsonObject();
    for (JsonObject answer : List.of(known, unknown)) {
      answer.remove("traceId");
    }
    assertEquals(known, unknown);
    JsonObject stranger =
        AccountsRig.credentials("ada@example.org", AccountsRig.PASSWORD).put("invite_code", "no");
    assertEquals("bad-invite", AccountsRig.code(rig.post("/api/register", null, stranger)));
    JsonObject huge = AccountsRig.credentials("ada@example.org", "x".repeat(1 << 20));
    assertEquals(
        413, await(rig.send(HttpMethod.POST, "/api/login", Optional.empty(), huge)).statusCode());
  }
}
