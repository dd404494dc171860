package io.tapeloom.trade.io;

import io.tapeloom.bus.Bus;
import io.tapeloom.bus.Channels;
import io.tapeloom.bus.TradeFeed;
import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Market;
import io.tapeloom.ledger.io.LedgerStore;
import io.tapeloom.ledger.io.LedgerVerticle;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.InstrumentSpec;
import io.tapeloom.pg.Database;
import io.tapeloom.pg.ListenBridge;
import io.tapeloom.pg.TestPostgres;
import io.tapeloom.signal.ExitMultiples;
import io.tapeloom.trade.PaperDesk;
import io.tapeloom.trade.PaperSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Lease, coordinator, walk and ledger of one instrument over a real database, bus and LISTEN. */
final class PaperRig {
  static final String STRATEGY = "v51_baseline";
  static final Instrument BTC = Instrument.of(Market.USDM, "BTCUSDT");
  static final InstrumentSpec SPEC = new InstrumentSpec(BTC, 10_000_000, 100_000);
  static final PaperDesk DESK = desk(PaperSettings.DEFAULT);

  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = Bus.on(vertx);
  private final Rows rows;
  private final ListenBridge bridge;
  private final List<AggTrade> tape;
  private final List<String> deployed = new ArrayList<>();
  private volatile int written;

  /** A rig over a fresh database; {@code tape} is what will be on it once published. */
  PaperRig(List<AggTrade> tape) throws Exception {
    this.tape = tape;
    Database database = TestPostgres.fresh();
    this.rows = Rows.of(database.pools(vertx));
    this.bridge = new ListenBridge(vertx, database, bus);
    await(bridge.start());
  }

  static PaperDesk desk(PaperSettings settings) {
    Fixed stop = Fixed.parse("2");
    ExitMultiples exits = new ExitMultiples(stop, Fixed.parse("1.5"), Fixed.parse("3"));
    return new PaperDesk(settings, Map.of(STRATEGY, exits), Set.of(STRATEGY));
  }

  Vertx vertx() {
    return vertx;
  }

  Bus bus() {
    return bus;
  }

  Rows rows() {
    return rows;
  }

  void deploy(PaperDesk desk) throws Exception {
    var durable = rows.pools().journal();
    ExecutorLease lease = new ExecutorLease(durable, ExecutorLease.PAPER, new UUID(7, 7));
    deployed.add(await(vertx.deployVerticle(new LeaseVerticle(lease, bus))));
    CoordinatorStore store = new CoordinatorStore(durable, Map.of(BTC, (short) 1));
    Verdicts verdicts = new Verdicts(store, desk, Map.of(BTC, SPEC), lease, bus);
    deployed.add(
        await(vertx.deployVerticle(new CoordinatorVerticle(verdicts, lease, bridge, bus))));
    PaperStore paper = new PaperStore(rows.pools().app(), BTC, (short) 1);
    PaperJournal journal = new PaperJournal(durable, BTC);
    PaperDoor door = new PaperDoor(paper, journal, desk, SPEC, memoryTape(), lease, bus);
    deployed.add(await(vertx.deployVerticle(new PaperVerticle(door))));
    LedgerStore ledger = new LedgerStore(rows.pools().app());
    deployed.add(await(vertx.deployVerticle(new LedgerVerticle(ledger, bus))));
  }

  void undeploy() throws Exception {
    for (String id : deployed.reversed()) {
      await(vertx.undeploy(id));
    }
    deployed.clear();
  }

  private TradeFeed.Tape memoryTape() {
    return (instrument, fromId, sinceMs, limit) ->
        Future.succeededFuture(
            tape.subList(0, written).stream()
                .filter(t -> t.aggId() >= fromId && t.timeMs() >= sinceMs)
                .limit(limit)
                .toList());
  }

  /** The trade at that place is on the tape; the bus may lose it. */
  void publish(int at, boolean lost) {
    written = at + 1;
    if (!lost) {
      bus.publish(Channels.trade(BTC), tape.get(at));
    }
  }

  /** A hint that a boundary was decided; what it carries is not looked at. */
  void hint() {
    vertx.eventBus().publish(Channels.signalDecided(BTC).address(), null);
  }

  /** Waits until a query answers that; the last answer when it does not within thirty seconds. */
  String await(String sql, String wanted) throws Exception {
    String answer = rows.value(sql);
    for (int tries = 0; tries < 1_200 && !answer.equals(wanted); tries++) {
      Thread.sleep(25);
      answer = rows.value(sql);
    }
    return answer;
  }

  void close() throws Exception {
    undeploy();
    await(bridge.stop());
    await(rows.pools().close());
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return Rows.await(future);
  }
}
