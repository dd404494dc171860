package io.tapeloom.trade.io;

import static io.tapeloom.trade.io.Rows.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Side;
import io.tapeloom.ledger.CycleState;
import io.tapeloom.ledger.OrderState;
import io.tapeloom.ledger.io.LedgerStore;
import io.tapeloom.risk.io.HaltStore;
import io.tapeloom.risk.io.RiskStore;
import io.tapeloom.trade.Intent;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The schema itself holds the rules: legal moves, one writer, rows that only grow. */
class TradeSchemaTest {
  private static Vertx vertx;
  private static Rows rows;

  @BeforeAll
  static void open() throws Exception {
    vertx = Vertx.vertx();
    rows = Rows.fresh(vertx);
    rows.run(
        """
        INSERT INTO executor_lease
        VALUES ('schema', 3, gen_random_uuid(), clock_timestamp() + interval '1 hour')
        """);
  }

  @AfterAll
  static void close() throws Exception {
    await(rows.pools().close());
    await(vertx.close());
  }

  @Test
  void everyStatementFitsTheSchema() throws Exception {
    int prepared = 0;
    for (Class<?> store :
        List.of(
            CoordinatorStore.class,
            PaperStore.class,
            PaperJournal.class,
            ExecutorLease.class,
            TradeQueries.class,
            LedgerStore.class,
            HaltStore.class,
            RiskStore.class)) {
      for (Field field : store.getDeclaredFields()) {
        field.setAccessible(true);
        if (field.getType() == String.class
            && java.lang.reflect.Modifier.isStatic(field.getModifiers())
            && ((String) field.get(null)).contains(" ")) {
          String sql = (String) field.get(null);
          await(rows.pools().app().withConnection(c -> c.prepare(sql)));
          prepared++;
        }
      }
    }
    assertTrue(prepared >= 25, "expected every statement, prepared " + prepared);
  }

  @Test
  void theLegalMovesAreThoseOfTheProgram() throws Exception {
    List<String> expected = new ArrayList<>();
    for (OrderState from : OrderState.values()) {
      from.next().forEach(to -> expected.add("order " + from + " " + to));
    }
    for (CycleState from : CycleState.values()) {
      from.next().forEach(to -> expected.add("cycle " + from + " " + to));
    }
    List<String> held = rows.lines("SELECT kind, from_state, to_state FROM state_rule");
    assertEquals(expected.stream().sorted().toList(), held.stream().sorted().toList());
  }

  @Test
  void anIllegalMoveIsRefused() throws Exception {
    long cycle = plannedCycle(1_000_000_000_000L);
    refused("55F02", "UPDATE trade_cycle SET state = 'OPEN_PROTECTED' WHERE id = " + cycle);
    refused("55F02", "UPDATE order_journal SET state = 'FILLED' WHERE cycle_id = " + cycle);
    rows.run("UPDATE trade_cycle SET state = 'ENTERING' WHERE id = " + cycle);
  }

  @Test
  void aWriterOfAnOldEpochIsRefused() throws Exception {
    long cycle = plannedCycle(1_000_000_015_000L);
    refused("55F01", "UPDATE trade_cycle SET epoch = 2 WHERE id = " + cycle);
    refused("55F01", "UPDATE order_journal SET epoch = 4 WHERE cycle_id = " + cycle);
  }

  @Test
  void filledQuantityOnlyGrowsAndEventsAndFillsAreNeverChanged() throws Exception {
    long cycle = plannedCycle(1_000_000_030_000L);
    String order = " WHERE cycle_id = " + cycle;
    rows.run("UPDATE order_journal SET state = 'SENDING'" + order);
    rows.run("UPDATE order_journal SET state = 'ACKED'" + order);
    rows.run("UPDATE order_journal SET state = 'PARTIAL', filled_qty = 0.5" + order);
    refused("55F03", "UPDATE order_journal SET filled_qty = 0.4" + order);
    refused("55F04", "UPDATE order_event SET source = 'other'");
    refused("55F04", "DELETE FROM fill");
    refused("55F04", "DELETE FROM equity");
    assertEquals(
        List.of("null INTENT", "INTENT SENDING", "SENDING ACKED", "ACKED PARTIAL"),
        rows.lines(
            """
            SELECT e.from_state, e.to_state FROM order_event e JOIN order_journal o USING (coid)
            WHERE o.cycle_id = %d ORDER BY e.id
            """
                .formatted(cycle)));
  }

  @Test
  void anEntryHasOneAttemptAndOneMayBeOpenAtATime() throws Exception {
    long cycle = plannedCycle(1_000_000_045_000L);
    refused(
        "23514",
        """
        INSERT INTO order_journal (coid, role, epoch, venue, account, symbol, cycle_id, purpose,
          attempt, side, type, reduce_only, close_position, state)
        VALUES ('tl-pa-x-E1', 'schema', 3, 'PAPER', 'a', 'BTCUSDT', %d, 'ENTRY', 1, 'BUY',
          'MARKET', false, false, 'INTENT')
        """
            .formatted(cycle));
    refused(
        "23505",
        """
        INSERT INTO order_journal (coid, role, epoch, venue, account, symbol, cycle_id, purpose,
          attempt, side, type, reduce_only, close_position, state)
        SELECT 'tl-pa-y-E0', role, epoch, venue, account, symbol, %d, purpose, 0, side, type,
          false, false, 'INTENT'
        FROM order_journal WHERE cycle_id = %d
        """
            .formatted(plannedCycle(1_000_000_060_000L, "other"), cycle));
  }

  @Test
  void aLeaseIsTakenAfterItsEndOrByItsOwnHolder() throws Exception {
    UUID mine = new UUID(1, 1);
    ExecutorLease first = lease(mine);
    assertTrue(await(first.beat()));
    assertEquals(OptionalLong.of(1), first.epoch());
    ExecutorLease foreign = lease(new UUID(2, 2));
    assertEquals(false, await(foreign.beat()), "held by another");
    ExecutorLease restarted = lease(mine);
    assertTrue(await(restarted.beat()));
    assertEquals(OptionalLong.of(2), restarted.epoch());
    assertEquals(false, await(first.beat()), "its successor is there");
    assertEquals(OptionalLong.empty(), first.epoch());
    await(restarted.release());
    assertTrue(await(foreign.beat()), "released");
    assertEquals(OptionalLong.of(3), foreign.epoch());
  }

  private static ExecutorLease lease(UUID holder) {
    return new ExecutorLease(rows.pools().journal(), "lease-test", holder);
  }

  private static long plannedCycle(long t) throws Exception {
    return plannedCycle(t, "s" + t);
  }

  private static long plannedCycle(long t, String account) throws Exception {
    Fixed one = Fixed.parse("1");
    long signal = rows.signal(new Intent(account, t, Side.LONG, one, one, 80), 1, t);
    rows.run(
        """
        INSERT INTO trade_cycle (id, role, epoch, venue, account, symbol, instrument_id, strategy,
          entry_signal_id, t, planned_ms, side, tier, score, atr, risk_distance, qty, state)
        VALUES (%1$d, 'schema', 3, 'PAPER', '%2$s', 'BTCUSDT', 1, '%2$s', %1$d, 1, 1, 'LONG',
          'light', 70, 1, 1, 1, 'PLANNED');
        INSERT INTO order_journal (coid, role, epoch, venue, account, symbol, cycle_id, purpose,
          attempt, side, type, qty, reduce_only, close_position, state)
        VALUES ('tl-pa-%1$d-E0', 'schema', 3, 'PAPER', '%2$s', 'BTCUSDT', %1$d, 'ENTRY', 0, 'BUY',
          'MARKET', 1, false, false, 'INTENT')
        """
            .formatted(signal, account));
    return signal;
  }

  private static void refused(String state, String sql) {
    ExecutionException failure = assertThrows(ExecutionException.class, () -> rows.run(sql));
    assertEquals(state, ((PgException) failure.getCause()).getSqlState(), sql);
  }
}
