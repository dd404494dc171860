package io.tapeloom.trade.io;

import static io.tapeloom.trade.io.Rows.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Side;
import io.tapeloom.market.AggTrade;
import io.tapeloom.trade.Intent;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** While trading is halted nothing is entered, whatever happens; what is held is still closed. */
class HaltTest {
  private static final long T0 = 1_767_225_600_000L;
  private static final String HALT =
      "INSERT INTO risk_halt (halted, caller, who, reason) VALUES (true, 'user:1', 'ann', '')";
  private static final String RESUME =
      "INSERT INTO risk_halt (halted, caller, who, reason) VALUES (false, 'user:1', 'ann', 'ok')";
  private static final String VERDICTS =
      "SELECT coalesce(string_agg(verdict || ' ' || verdict_reason, ', ' ORDER BY t), '')"
          + " FROM signal WHERE verdict IS NOT NULL";
  private static final String CYCLES =
      "SELECT coalesce(string_agg(state, ' ' ORDER BY id), '') FROM trade_cycle";

  private final List<AggTrade> tape = new ArrayList<>();
  private PaperRig rig;

  @AfterEach
  void close() throws Exception {
    rig.close();
  }

  private void open(String... prices) throws Exception {
    for (int i = 0; i < prices.length; i++) {
      long id = 500 + i;
      long timeMs = T0 + (i == 0 ? 0 : i * 15_000L + 200);
      tape.add(
          new AggTrade(PaperRig.BTC, id, Fixed.parse(prices[i]).e8(), 1, id, id, timeMs, false));
    }
    rig = new PaperRig(tape);
  }

  /** A signal at the n-th boundary after the start, and the trade that follows it. */
  private void signal(int boundary, Side side) throws Exception {
    AggTrade last = tape.get(boundary - 1);
    rig.rows().signal(intent(PaperRig.STRATEGY, boundary, side), last.aggId(), last.timeMs());
    rig.publish(boundary, false);
  }

  private static Intent intent(String strategy, int boundary, Side side) {
    Fixed price = Fixed.parse("1000");
    return new Intent(strategy, T0 + boundary * 15_000L, side, Fixed.parse("10"), price, 80);
  }

  private void expect(String sql, String wanted) throws Exception {
    assertEquals(wanted, rig.await(sql, wanted));
  }

  @Test
  void aHaltRefusesEntriesAlsoAfterARestartAndLetsExitsGoOn() throws Exception {
    open("1000", "1000", "1000", "970", "970", "970");
    rig.deploy(PaperRig.DESK);
    rig.publish(0, false);
    signal(1, Side.LONG);
    expect(CYCLES, "OPEN_PROTECTED");
    rig.rows().run(HALT);
    signal(2, Side.SHORT);
    expect(VERDICTS, "APPROVED , REFUSED halted");
    rig.undeploy();
    rig.deploy(PaperRig.DESK);
    signal(3, Side.SHORT);
    expect(VERDICTS, "APPROVED , REFUSED halted, REFUSED halted");
    expect("SELECT string_agg(exit_status, ' ') FROM trade_cycle", "sl");
    rig.rows().run(RESUME);
    signal(4, Side.SHORT);
    expect(VERDICTS, "APPROVED , REFUSED halted, REFUSED halted, APPROVED ");
    rig.rows().boundary(PaperRig.STRATEGY, T0 + 75_000, 504, T0 + 60_200);
    rig.publish(5, false);
    expect(CYCLES, "CLOSED OPEN_PROTECTED");
  }

  /** Not to know is to be halted: refused without the row, undecided without the table. */
  @Test
  void whatCannotBeReadHalts() throws Exception {
    open("1000", "1000", "1000");
    rig.rows().run("DELETE FROM risk_gate");
    rig.deploy(PaperRig.DESK);
    rig.publish(0, false);
    signal(1, Side.LONG);
    expect(VERDICTS, "REFUSED halted");
    rig.rows().run("INSERT INTO risk_gate VALUES (1, false)");
    rig.undeploy();
    rig.rows().run("ALTER TABLE risk_gate RENAME TO risk_gate_lost");
    rig.deploy(PaperRig.DESK);
    signal(2, Side.LONG);
    rig.rows().run("ALTER TABLE risk_gate_lost RENAME TO risk_gate");
    expect(VERDICTS, "REFUSED halted, APPROVED ");
  }

  @Test
  void aHaltWaitsForTheEntryThatIsBeingWritten() throws Exception {
    open("1000", "1000");
    CoordinatorStore.Undecided signal = undecided("v51_baseline");
    SqlConnection entering = await(rig.rows().pools().journal().getConnection());
    Transaction transaction = await(entering.begin());
    await(approve(entering, signal));
    Future<Void> halt = start(HALT);
    expect(waiting("INSERT INTO risk_halt"), "1");
    assertFalse(halt.isComplete());
    await(transaction.commit());
    await(halt);
    await(entering.close());
    String order = "SELECT (SELECT max(created_at) FROM trade_cycle) < (SELECT at FROM risk_halt)";
    assertEquals("true", rig.rows().value(order));
    assertRefused(undecided("v52"));
  }

  @Test
  void anEntryThatWaitsForAHaltIsRefused() throws Exception {
    open("1000", "1000");
    CoordinatorStore.Undecided signal = undecided("v51_baseline");
    SqlConnection halting = await(rig.rows().pools().app().getConnection());
    Transaction transaction = await(halting.begin());
    await(halting.query(HALT).execute());
    Future<Void> entry = rig.rows().pools().journal().withConnection(c -> approve(c, signal));
    expect(waiting("WITH decided"), "1");
    await(transaction.commit());
    await(halting.close());
    assertHalted(assertThrows(ExecutionException.class, () -> await(entry)));
    expect(CYCLES, "");
    rig.deploy(PaperRig.DESK);
    expect(VERDICTS, "REFUSED halted");
  }

  /** Twenty writers against one halt: whoever was first, none follows it. */
  @Test
  void noEntryFollowsTheCommitOfAHalt() throws Exception {
    open("1000", "1000");
    List<CoordinatorStore.Undecided> signals = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      signals.add(undecided("s" + i));
    }
    List<Future<Void>> entries = new ArrayList<>();
    Future<Void> halt = Future.succeededFuture();
    for (int i = 0; i < signals.size(); i++) {
      CoordinatorStore.Undecided signal = signals.get(i);
      entries.add(rig.rows().pools().journal().withConnection(c -> approve(c, signal)));
      if (i == 30) {
        halt = start(HALT);
      }
    }
    await(halt);
    await(Future.join(entries).otherwiseEmpty());
    String late = "SELECT count(*) FROM trade_cycle WHERE created_at > (SELECT at FROM risk_halt)";
    assertEquals("0", rig.rows().value(late));
    long entered = entries.stream().filter(Future::succeeded).count();
    assertEquals(Long.toString(entered), rig.rows().value("SELECT count(*) FROM trade_cycle"));
    assertTrue(entered < 60, "the halt came after all of them");
  }

  private Future<Void> start(String sql) {
    return rig.rows().pools().app().query(sql).execute().mapEmpty();
  }

  private static String waiting(String start) {
    return ("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            + " AND wait_event_type = 'Lock' AND query LIKE '%s%%'")
        .formatted(start);
  }

  /** A signal that waits for its verdict, with a lease for whoever gives it. */
  private CoordinatorStore.Undecided undecided(String strategy) throws Exception {
    rig.rows()
        .run(
            "INSERT INTO executor_lease VALUES ('test', 1, gen_random_uuid(), now())"
                + " ON CONFLICT DO NOTHING");
    Intent intent = intent(strategy, 1, Side.LONG);
    long id = rig.rows().signal(intent, 500, T0);
    return new CoordinatorStore.Undecided(id, PaperRig.BTC, intent);
  }

  private Future<Void> approve(SqlConnection session, CoordinatorStore.Undecided signal) {
    return CoordinatorStore.approve(
        session,
        signal,
        PaperRig.DESK.plan(intent(PaperRig.STRATEGY, 1, Side.LONG), PaperRig.SPEC).orElseThrow(),
        100,
        new Fence("test", 1));
  }

  private void assertRefused(CoordinatorStore.Undecided signal) {
    assertHalted(
        assertThrows(
            ExecutionException.class,
            () -> await(rig.rows().pools().journal().withConnection(c -> approve(c, signal)))));
  }

  private static void assertHalted(ExecutionException failed) {
    PgException cause = (PgException) failed.getCause();
    assertEquals(CoordinatorStore.HALT_CODE, cause.getSqlState());
  }
}
