package io.tapeloom;

import io.micrometer.core.instrument.MeterRegistry;
import io.tapeloom.gateway.UiPage;
import io.tapeloom.ops.DatabaseSize;
import io.tapeloom.ops.LoopLag;
import io.tapeloom.ops.LoopLagVerticle;
import io.tapeloom.ops.Machine;
import io.tapeloom.ops.ProxiesApi;
import io.tapeloom.ops.ProxyMeters;
import io.tapeloom.ops.ServerApi;
import io.tapeloom.ops.StationBoard;
import io.tapeloom.risk.RiskGuard;
import io.tapeloom.risk.io.HaltAudit;
import io.tapeloom.risk.io.HaltStore;
import io.tapeloom.risk.io.RiskApi;
import io.tapeloom.risk.io.RiskStore;
import io.tapeloom.web.Api;
import io.vertx.core.Deployable;
import io.vertx.core.VertxOptions;
import java.util.List;
import java.util.function.BiFunction;

/** The doors of those who watch over the program, with the pages that show it. */
record Oversight(RiskApi risk, ServerApi server, ProxiesApi proxies) {
  private static final String HALTS = "risk_halt";

  /** What stands behind the risk pages. */
  static RiskApi risk(Settings settings, Venue venue, Stations.Base base, HaltAudit audit) {
    base.listen().listen(HALTS);
    int most = settings.paper().maxPositions();
    return new RiskApi(
        new HaltStore(base.pools().app()),
        new RiskStore(base.pools().app()),
        new RiskApi.Rules(RiskGuard.DEFAULT, most, venue.clock()),
        audit);
  }

  /** What stands behind the server page, with an ear on every event loop. */
  static ServerApi server(
      Stations.Base base,
      MeterRegistry registry,
      StationBoard stations,
      BiFunction<String, Deployable, String> deploy) {
    LoopLag lag = new LoopLag();
    for (int loop = 1; loop <= VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE; loop++) {
      deploy.apply("loop lag of " + loop, new LoopLagVerticle(lag));
    }
    DatabaseSize size = new DatabaseSize(base.pools().app());
    return new ServerApi(
        Version.text(),
        new ServerApi.Parts(stations, lag, new Machine(registry), size, base.log()));
  }

  /** What stands behind the card of the proxies, with their meters. */
  static ProxiesApi proxies(Stations.Base base, MeterRegistry registry) {
    Ways ways = base.ways();
    new ProxyMeters(registry).watch(ways.proxies());
    return new ProxiesApi(
        ways.proxies(), ways.store(), ways.allowance().breakers(), base.accounts()::note);
  }

  List<Api> apis() {
    return List.of(risk, server, proxies);
  }

  List<UiPage> pages() {
    return List.of(new UiPage("risk", HALTS, risk::view), new UiPage("server", "", server::view));
  }
}
