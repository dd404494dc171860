package io.tapeloom;

import io.tapeloom.bus.Bus;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.ledger.io.LedgerStore;
import io.tapeloom.ledger.io.LedgerVerticle;
import io.tapeloom.market.io.TapeReader;
import io.tapeloom.pg.ListenBridge;
import io.tapeloom.pg.Pools;
import io.tapeloom.risk.RiskGuard;
import io.tapeloom.risk.io.RiskGuardVerticle;
import io.tapeloom.risk.io.RiskStore;
import io.tapeloom.trade.PaperDesk;
import io.tapeloom.trade.io.CoordinatorStore;
import io.tapeloom.trade.io.CoordinatorVerticle;
import io.tapeloom.trade.io.ExecutorLease;
import io.tapeloom.trade.io.LeaseVerticle;
import io.tapeloom.trade.io.PaperDoor;
import io.tapeloom.trade.io.PaperJournal;
import io.tapeloom.trade.io.PaperStore;
import io.tapeloom.trade.io.PaperVerticle;
import io.tapeloom.trade.io.Verdicts;
import io.vertx.core.Deployable;
import java.util.function.BiFunction;

/** Coordinator, paper fills, ledger and risk guard. */
final class TradeStations {
  private final Settings settings;
  private final Venue venue;
  private final Bus bus;
  private final Pools pools;
  private final ListenBridge listen;
  private final Instruments instruments;
  private final BiFunction<String, Deployable, String> deploy;
  private final Stations.Together together;

  TradeStations(
      Settings settings,
      Venue venue,
      Stations.Base base,
      Instruments instruments,
      BiFunction<String, Deployable, String> deploy,
      Stations.Together together) {
    this.settings = settings;
    this.venue = venue;
    this.bus = base.bus();
    this.pools = base.pools();
    this.listen = base.listen();
    this.instruments = instruments;
    this.deploy = deploy;
    this.together = together;
  }

  void open(PaperDesk desk, TapeReader reader) {
    ExecutorLease lease =
        new ExecutorLease(pools.journal(), ExecutorLease.PAPER, settings.data().executor());
    deploy.apply("lease", new LeaseVerticle(lease, bus));
    deploy.apply("ledger", new LedgerVerticle(new LedgerStore(pools.app()), bus));
    RiskStore risk = new RiskStore(pools.app());
    deploy.apply("risk guard", new RiskGuardVerticle(risk, RiskGuard.DEFAULT, bus, venue.clock()));
    instruments
        .all()
        .forEach(
            i -> together.start("paper fills of " + i, i, () -> paper(i, desk, lease, reader)));
    CoordinatorStore store = new CoordinatorStore(pools.journal(), instruments.ids());
    Verdicts verdicts = new Verdicts(store, desk, instruments.specs(), lease, bus);
    deploy.apply("coordinator", new CoordinatorVerticle(verdicts, lease, listen, bus));
  }

  private PaperVerticle paper(
      Instrument instrument, PaperDesk desk, ExecutorLease lease, TapeReader reader) {
    PaperDoor door =
        new PaperDoor(
            new PaperStore(pools.app(), instrument, instruments.ids().get(instrument)),
            new PaperJournal(pools.journal(), instrument),
            desk,
            instruments.specs().get(instrument),
            reader,
            lease,
            bus);
    return new PaperVerticle(door);
  }
}
