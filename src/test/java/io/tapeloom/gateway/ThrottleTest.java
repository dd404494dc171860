package io.tapeloom.gateway;

import static io.tapeloom.web.ContractCheck.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.web.Limits;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Over HTTP: who asks too often is told so and when to come back, and nobody else notices. */
class ThrottleTest {
  /** Nothing comes back within the test: one token an hour. */
  private static Limits once(int addressPerHour, int userPerHour) {
    return new Limits(0, 0, addressPerHour, 0, 0, userPerHour, 1, 2, 100);
  }

  private static HttpResponse<Buffer> get(GatewayRig rig, String uri, String token)
      throws Exception {
    HttpRequest<Buffer> request = rig.request(uri);
    return await((token.isEmpty() ? request : request.bearerTokenAuthentication(token)).send());
  }

  private static GatewayRig rig(Limits limits) throws Exception {
    return GatewayRig.with(new KnownGate(), GatewaySettings.DEFAULT.within(limits));
  }

  @Test
  void anAddressGetsItsAllowanceThen429WhileProbesGoOn() throws Exception {
    GatewayRig rig = rig(once(5, 0));
    for (int i = 4; i >= 0; i--) {
      HttpResponse<Buffer> answer = get(rig, "/api/rates", "");
      assertEquals(200, answer.statusCode());
      assertEquals("\"address-hour\";q=5;w=3600", answer.getHeader("RateLimit-Policy"));
      assertTrue(answer.getHeader("RateLimit").startsWith("\"address-hour\";r=" + i + ";t="));
    }
    HttpResponse<Buffer> refused = get(rig, "/api/rates", "admin");
    assertEquals(429, refused.statusCode());
    JsonObject problem = refused.bodyAsJsonObject();
    assertEquals("too-many-requests", problem.getString("code"));
    assertEquals(
        "expected at most 5 requests in 3600 s of one address", problem.getString("detail"));
    int retryS = Integer.parseInt(refused.getHeader("Retry-After"));
    assertTrue(retryS > 600 && retryS <= 720, "one of five an hour: " + retryS);
    assertEquals(429, get(rig, "/health/../api/rates", "").statusCode(), "no way round");
    for (int i = 0; i < 20; i++) {
      assertEquals(200, get(rig, "/api/health", "").statusCode());
      assertEquals(200, get(rig, "/metrics", "").statusCode());
    }
    rig.close();
  }

  @Test
  void eachUserAndEachKeyHasItsOwn() throws Exception {
    GatewayRig rig = rig(once(0, 3));
    for (String token : List.of("viewer:1", "viewer:2", "key:read")) {
      for (int i = 0; i < 3; i++) {
        assertEquals(200, get(rig, "/api/v1/mode", token).statusCode(), token);
      }
      assertEquals(429, get(rig, "/api/v1/mode", token).statusCode(), token);
      assertEquals(429, get(rig, "/api/rates", token).statusCode(), "public is no way round");
    }
    for (int i = 0; i < 10; i++) {
      assertEquals(200, get(rig, "/api/rates", "").statusCode(), "nobody has no user's bucket");
    }
    rig.close();
  }

  /** What the configuration has: a tester at full speed on this machine is not in the way. */
  @Test
  void theUsualLimitsLetThisMachinesToolsWork() throws Exception {
    GatewayRig rig = rig(Limits.DEFAULT);
    List<io.vertx.core.Future<HttpResponse<Buffer>>> all = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      all.add(rig.request("/api/v1/mode").bearerTokenAuthentication("viewer").send());
    }
    for (io.vertx.core.Future<HttpResponse<Buffer>> answer : all) {
      assertEquals(200, await(answer).statusCode());
    }
    HttpResponse<Buffer> last = get(rig, "/api/v1/mode", "viewer");
    assertEquals(
        "\"address\";q=2000;w=4, \"address-hour\";q=900000;w=3600, \"user\";q=1000;w=10,"
            + " \"user-hour\";q=180000;w=3600",
        last.getHeader("RateLimit-Policy"));
    rig.close();
  }

  @Test
  void aFloodEndsIn429AndTheProgramStaysThere() throws Exception {
    GatewayRig rig = rig(new Limits(1, 200, 0, 20, 200, 0, 1, 2, 1_000));
    List<io.vertx.core.Future<HttpResponse<Buffer>>> all = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      all.add(rig.request("/api/rates").send());
    }
    int refused = 0;
    for (io.vertx.core.Future<HttpResponse<Buffer>> answer : all) {
      int status = await(answer).statusCode();
      assertTrue(status == 200 || status == 429, "status " + status);
      refused += status == 429 ? 1 : 0;
    }
    assertTrue(refused > 200, "refused " + refused);
    assertEquals(200, get(rig, "/health/live", "").statusCode());
    rig.close();
  }

  @Test
  void whatHasNotChangedIsNotSentAgain() throws Exception {
    GatewayRig rig = rig(Limits.NONE);
    HttpResponse<Buffer> first = get(rig, "/api/rates", "");
    String tag = first.getHeader("ETag");
    assertTrue(tag.startsWith("W/\""), tag);
    HttpResponse<Buffer> again =
        await(rig.request("/api/rates").putHeader("If-None-Match", "\"x\", " + tag).send());
    assertEquals(304, again.statusCode());
    assertEquals(tag, again.getHeader("ETag"));
    assertEquals(null, again.body());
    HttpResponse<Buffer> other =
        await(rig.request("/api/rates").putHeader("If-None-Match", "W/\"other\"").send());
    assertEquals(200, other.statusCode());
    assertEquals(first.body(), other.body());
    rig.close();
  }
}
