package io.tapeloom;

import io.tapeloom.gateway.UiPage;
import io.tapeloom.risk.RiskGuard;
import io.tapeloom.risk.io.HaltAudit;
import io.tapeloom.risk.io.HaltStore;
import io.tapeloom.risk.io.RiskApi;
import io.tapeloom.risk.io.RiskStore;
import io.tapeloom.web.Api;
import io.tapeloom.web.Gatekeeper;
import java.util.List;

/** The doors of those who watch over the program, with the pages that show it. */
final class Oversight {
  private static final String HALTS = "risk_halt";
  private final RiskApi risk;

  Oversight(
      Settings settings, Venue venue, Stations.Base base, Gatekeeper gatekeeper, HaltAudit audit) {
    base.listen().listen(HALTS);
    this.risk =
        new RiskApi(
            new HaltStore(base.pools().app()),
            new RiskStore(base.pools().app()),
            new RiskApi.Rules(RiskGuard.DEFAULT, settings.paper().maxPositions(), venue.clock()),
            gatekeeper,
            audit);
  }

  List<Api> apis() {
    return List.of(risk);
  }

  List<UiPage> pages() {
    return List.of(new UiPage("risk", HALTS, risk::view));
  }
}
