package io.tapeloom.trade.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tapeloom.bus.Bus;
import io.tapeloom.bus.Channels;
import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Side;
import io.tapeloom.market.AggTrade;
import io.tapeloom.risk.PositionSizer;
import io.tapeloom.risk.RiskGuard;
import io.tapeloom.risk.RiskState;
import io.tapeloom.risk.io.RiskGuardVerticle;
import io.tapeloom.risk.io.RiskStore;
import io.tapeloom.trade.Intent;
import io.tapeloom.trade.PaperDesk;
import io.tapeloom.trade.PaperSettings;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What must not spoil the rest: settings changed under an open trade, floods, a silent guard. */
class PaperTroubleTest {
  private static final long T0 = 1_767_225_600_000L;
  private final List<AggTrade> tape = new ArrayList<>();
  private PaperRig rig;

  @AfterEach
  void close() throws Exception {
    rig.close();
  }

  private void trade(long afterMs, String price) {
    long id = 500 + tape.size();
    long priceE8 = Fixed.parse(price).e8();
    tape.add(new AggTrade(PaperRig.BTC, id, priceE8, 1, id, id, T0 + afterMs, false));
  }

  private void signal(long afterMs, Side side, int lastAt) throws Exception {
    Fixed atr = Fixed.parse("10");
    Fixed price = Fixed.parse("1000");
    Intent intent = new Intent(PaperRig.STRATEGY, T0 + afterMs, side, atr, price, 80);
    AggTrade last = tape.get(lastAt);
    rig.rows().signal(intent, last.aggId(), last.timeMs());
  }

  @Test
  void aCycleThatContradictsItsRowsIsSetAsideAndTheWalkGoesOn() throws Exception {
    trade(0, "1000");
    trade(15_200, "1000");
    trade(30_200, "1000");
    rig = new PaperRig(tape);
    rig.deploy(PaperRig.DESK);
    rig.publish(0, false);
    signal(15_000, Side.LONG, 0);
    rig.publish(1, false);
    String states = "SELECT string_agg(state, ' ' ORDER BY id) FROM trade_cycle";
    assertEquals("OPEN_PROTECTED", rig.await(states, "OPEN_PROTECTED"));
    rig.undeploy();
    rig.deploy(poorer());
    signal(30_000, Side.SHORT, 1);
    rig.publish(2, false);
    assertEquals("QUARANTINED", rig.await(states, "QUARANTINED"));
    String reason = "SELECT coalesce(max(verdict_reason), '') FROM signal";
    assertEquals("quarantined", rig.await(reason, "quarantined"));
    assertEquals("1", rig.rows().value("SELECT count(*) FROM fill"));
  }

  private static PaperDesk poorer() {
    PaperSettings before = PaperSettings.DEFAULT;
    return PaperRig.desk(
        new PaperSettings(
            new PositionSizer(Fixed.parse("5000"), Fixed.parse("0.02")),
            before.maxPositions(),
            before.latencyMs(),
            before.slippageBps(),
            before.feeBps(),
            before.timeStopMs(),
            before.heavy(),
            before.standard(),
            before.light()));
  }

  /** More trades than are kept waiting come before the boundary that lets them pass is decided. */
  @Test
  void aFloodIsReadBackFromTheTape() throws Exception {
    trade(0, "1000");
    trade(15_200, "1000");
    for (int i = 0; i < 60_000; i++) {
      trade(15_300 + i / 10, "1001");
    }
    trade(30_500, "970");
    rig = new PaperRig(tape);
    rig.deploy(PaperRig.DESK);
    for (int i = 0; i < tape.size(); i++) {
      rig.publish(i, false);
    }
    String meta = "INSERT INTO agg_trades_meta VALUES (1, %d, 1, 500, 1, 0, 1)";
    rig.rows().run(meta.formatted(tape.getLast().aggId()));
    signal(15_000, Side.LONG, 0);
    rig.rows().boundary(PaperRig.STRATEGY, T0 + 30_000, 60_501, T0 + 21_300);
    String exits = "SELECT coalesce(string_agg(exit_status, ' '), '') FROM trade_cycle";
    assertEquals("sl", rig.await(exits, "sl"));
  }

  @Test
  void theGuardBeatsAndSaysWhatItFound() throws Exception {
    rig = new PaperRig(tape);
    rig.rows().run("INSERT INTO agg_trades_meta VALUES (1, 5, 1000, 1, 1, 0, 1)");
    Vertx vertx = Vertx.vertx();
    Bus bus = Bus.on(vertx);
    BlockingQueue<RiskState> told = new ArrayBlockingQueue<>(8);
    bus.consume(Channels.riskState(), told::add);
    RiskStore store = new RiskStore(rig.rows().pools().app());
    InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(40_000));
    Rows.await(
        vertx.deployVerticle(new RiskGuardVerticle(store, RiskGuard.DEFAULT, bus, clock, 0)));
    RiskState state = told.poll(30, TimeUnit.SECONDS);
    assertEquals(
        new RiskState(RiskState.Status.WARNING, "no trade of usdm.BTCUSDT for 30 s", 40_000),
        state);
    assertEquals(
        "WARNING 40000 40000",
        rig.rows().value("SELECT status || ' ' || evaluated_ms || ' ' || beat_ms FROM risk_state"));
    Rows.await(vertx.close());
  }
}
