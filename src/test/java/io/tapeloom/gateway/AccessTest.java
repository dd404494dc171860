package io.tapeloom.gateway;

import static io.tapeloom.web.ContractCheck.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.user.Caller;
import io.tapeloom.web.Access;
import io.tapeloom.web.ContractCheck;
import io.tapeloom.web.Examples;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every operation of the contract, called by everybody there is: who gets what, in which shape. */
class AccessTest {
  private static final List<String> CALLERS =
      List.of("", "viewer", "trader", "admin", "key:read", "key:trade", "key:admin", "key:metrics");
  private static final Set<String> STEP_UP =
      Set.of(
          "banUser",
          "createInvite",
          "createKey",
          "resetUserPassword",
          "riskResume",
          "setUserRole",
          "unbanUser");
  private static GatewayRig rig;
  private static ContractCheck check;

  @BeforeAll
  static void start() throws Exception {
    rig = GatewayRig.with(new KnownGate());
    check = ContractCheck.load(rig.vertx);
  }

  @AfterAll
  static void stop() throws Exception {
    rig.close();
  }

  private static Caller caller(String token) throws Exception {
    return token.isEmpty() ? Caller.ANONYMOUS : await(new KnownGate().identify(token));
  }

  @Test
  void everyOperationAnswersEverybodyAsItsRoleSays() throws Exception {
    for (Examples.Sample sample : Examples.load().samples()) {
      for (String token : CALLERS) {
        HttpResponse<Buffer> answer = rig.call(sample, token);
        String who = sample.id() + " as " + (token.isEmpty() ? "anonymous" : token);
        int expected = expected(sample, caller(token));
        assertEquals(expected, answer.statusCode(), () -> who + ": " + answer.bodyAsString());
        check.conforms(
            sample.id(), expected, answer.body(), String.valueOf(answer.getHeader("Content-Type")));
      }
    }
  }

  /** The rig has no tape, so whatever asks for readiness says that it is not there yet. */
  private static int expected(Examples.Sample sample, Caller caller) {
    if (caller instanceof Caller.Program && STEP_UP.contains(sample.id())) {
      return 403;
    }
    if (sample.access().allows(caller, true)) {
      return List.of("healthReady", "healthAll").contains(sample.id()) ? 503 : sample.good();
    }
    return caller.person().isEmpty() ? 401 : 403;
  }

  /** What the list above says is what the contract says, and every one of them asks. */
  @Test
  void whatIsDangerousNeedsThePasswordAgainWhoeverServesIt() throws Exception {
    GatewayRig cautious = GatewayRig.with(new NamedGate());
    Set<String> asked = new TreeSet<>();
    for (Examples.Sample sample : Examples.load().samples()) {
      HttpResponse<Buffer> answer = cautious.call(sample, "admin");
      if (answer.statusCode() == 403 && answer.bodyAsString().contains("step-up-required")) {
        check.conforms(sample.id(), 403, answer.body(), answer.getHeader("Content-Type"));
        asked.add(sample.id());
      }
    }
    assertEquals(new TreeSet<>(STEP_UP), asked);
    Examples.Sample invite = Examples.load().of("createInvite");
    HttpResponse<Buffer> viewer =
        await(
            cautious
                .client
                .post(cautious.port(), "127.0.0.1", invite.path())
                .bearerTokenAuthentication("admin")
                .sendJson(Map.of("role", "viewer")));
    assertEquals(201, viewer.statusCode(), "an invite for a viewer is no danger");
    cautious.close();
  }

  @Test
  void metricsAreForThisMachineAndForThoseWhoMayReadThem() throws Exception {
    for (String token : CALLERS) {
      boolean reads = List.of("admin", "key:admin", "key:metrics").contains(token);
      assertEquals(reads, Access.METRICS.allows(caller(token), false), token);
      assertTrue(Access.METRICS.allows(caller(token), true), token);
    }
    assertFalse(Access.VIEWER.allows(caller("key:metrics"), true));
  }

  @Test
  void whatAProxyPassesOnIsNotFromThisMachine() throws Exception {
    for (String header : List.of("X-Forwarded-For", "Forwarded", "X-Real-IP")) {
      for (String uri : List.of("/metrics", "/health")) {
        int status = await(rig.request(uri).putHeader(header, "203.0.113.9").send()).statusCode();
        assertEquals(401, status, uri + " with " + header);
      }
      HttpResponse<Buffer> ready =
          await(rig.request("/health/ready").putHeader(header, "203.0.113.9").send());
      assertEquals("{\"status\":\"down\"}", ready.bodyAsString());
    }
  }

  @Test
  void aTokenThatIsNoneIsRefusedEvenWhereNobodyMustBeKnown() throws Exception {
    Examples.Sample rates = Examples.load().of("rates");
    for (String token : List.of("nobody", "root:1", "key:everything", "' OR 1=1 --")) {
      HttpResponse<Buffer> answer = rig.call(rates, token);
      assertEquals(401, answer.statusCode(), token);
      assertFalse(answer.bodyAsString().contains("OR 1=1"));
    }
  }
}
