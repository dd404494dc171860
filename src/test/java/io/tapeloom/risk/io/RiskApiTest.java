package io.tapeloom.risk.io;

import static io.tapeloom.web.ContractCheck.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.pg.Pools;
import io.tapeloom.pg.TestPostgres;
import io.tapeloom.risk.RiskGuard;
import io.tapeloom.risk.RiskState;
import io.tapeloom.user.Caller;
import io.tapeloom.user.Role;
import io.tapeloom.web.Answer;
import io.tapeloom.web.Call;
import io.tapeloom.web.Client;
import io.tapeloom.web.ContractCheck;
import io.tapeloom.web.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever trades may halt; only a stepped-up admin with a reason lets it go on. */
class RiskApiTest {
  private static final Caller ANN =
      new Caller.SignedIn(new Caller.Person(7, "ann@example.org", Role.ADMIN), 1, Long.MAX_VALUE);
  private static final long NOW_MS = 1_767_225_640_000L;
  private final Vertx vertx = Vertx.vertx();
  private final List<String> audit = new ArrayList<>();
  private Pools pools;
  private RiskApi api;
  private ContractCheck contract;

  @BeforeEach
  void open() throws Exception {
    pools = TestPostgres.fresh().pools(vertx);
    contract = ContractCheck.load(vertx);
    run("INSERT INTO instrument VALUES (1, 'usdm', 'BTCUSDT', 10000000, 100000)");
    run("INSERT INTO agg_trades_meta VALUES (1, 5, " + (NOW_MS - 12_345) + ", 1, 1, 0, 1)");
    api =
        new RiskApi(
            new HaltStore(pools.app()),
            new RiskStore(pools.app()),
            new RiskApi.Rules(
                RiskGuard.DEFAULT, 4, InstantSource.fixed(Instant.ofEpochMilli(NOW_MS))),
            (client, halted, reason) -> {
              audit.add(client.caller().name() + " " + halted + " " + reason);
              return reason.equals("no disk")
                  ? Future.failedFuture("the audit log is full")
                  : Future.succeededFuture();
            });
  }

  @AfterEach
  void close() throws Exception {
    await(pools.close());
    await(vertx.close());
  }

  private void run(String sql) throws Exception {
    await(pools.app().query(sql).execute());
  }

  private JsonObject ask(String operation, String... reason) throws Exception {
    Optional<JsonObject> body =
        reason.length == 0
            ? Optional.empty()
            : Optional.of(new JsonObject().put("reason", reason[0]));
    Call call = new Call("test", Map.of(), body, Client.local(ANN));
    Answer answer = await(api.operations().get(operation).handle(call));
    contract.conforms(operation, answer);
    return answer.body().toJsonObject();
  }

  private long rows() throws Exception {
    return await(pools.app().query("SELECT count(*) FROM risk_halt").execute())
        .iterator()
        .next()
        .getLong(0);
  }

  @Test
  void haltingAndResumingEachHappenOnce() throws Exception {
    JsonObject halted = ask("riskHalt", " odd prices ");
    assertTrue(halted.getBoolean("halted"));
    assertEquals("ann@example.org", halted.getJsonObject("halt").getString("by"));
    assertEquals("odd prices", halted.getJsonObject("halt").getString("reason"));
    assertEquals(halted, ask("riskHalt", "again"));
    assertEquals(halted, ask("riskHalt"));
    assertEquals(halted, ask("risk"));
    JsonObject resumed = ask("riskResume", "looked at it");
    assertFalse(resumed.getBoolean("halted"));
    assertNull(resumed.getValue("halt"));
    assertEquals(resumed, ask("riskResume", "looked again"));
    assertEquals(2, rows());
    assertEquals(List.of("user:7 true odd prices", "user:7 false looked at it"), audit);
  }

  @Test
  void aHaltHoldsThoughTheAuditLogFails() throws Exception {
    assertTrue(ask("riskHalt", "no disk").getBoolean("halted"));
    assertEquals(1, rows());
  }

  @Test
  void resumingNeedsAReason() throws Exception {
    ask("riskHalt");
    Refusal blank = assertThrows(Refusal.class, () -> ask("riskResume", "  "));
    assertEquals(400, blank.problem().status());
    assertTrue(ask("risk").getBoolean("halted"));
    assertEquals(1, rows());
  }

  @Test
  void theViewSaysStateReasonsAndHeadroom() throws Exception {
    JsonObject silent = ask("risk");
    assertEquals("UNKNOWN", silent.getString("state"));
    assertEquals(new JsonArray().add("the risk guard is silent"), silent.getJsonArray("reasons"));
    RiskState found =
        new RiskState(RiskState.Status.WARNING, "paper/a at -3 R today; no trade of x", NOW_MS);
    await(new RiskStore(pools.app()).beat(found, NOW_MS));
    JsonObject view = ask("risk");
    assertEquals("WARNING", view.getString("state"));
    assertEquals(
        new JsonArray().add("paper/a at -3 R today").add("no trade of x"),
        view.getJsonArray("reasons"));
    assertEquals(
        new JsonArray(
            """
            [{"rule":"positions","limit":"4","now":"0","headroom":"4"},
             {"rule":"daily_loss_r","limit":"-5","now":"0","headroom":"5"},
             {"rule":"tape_age_s","limit":"30","now":"12","headroom":"18"}]"""),
        view.getJsonArray("rules"));
  }

  @Test
  void aLostRowIsShownAsAHalt() throws Exception {
    run("DELETE FROM risk_gate");
    JsonObject lost = ask("risk");
    assertTrue(lost.getBoolean("halted"));
    assertNull(lost.getValue("halt"));
    assertTrue(lost.getJsonArray("reasons").contains("nothing says that entries are allowed"));
    assertFalse(ask("riskResume", "the row was lost").getBoolean("halted"));
  }
}
