package io.tapeloom.gateway;

import io.tapeloom.bus.Bus;
import io.tapeloom.gateway.ws.WsSupply;
import io.tapeloom.net.MarketClock;
import io.tapeloom.web.Api;
import io.tapeloom.web.Gatekeeper;
import io.tapeloom.web.Readiness;
import io.tapeloom.web.Service;
import java.util.List;

/**
 * Everything the gateway is given: boards that the bus fills, and the doors' operations.
 *
 * @param apis operations of every door; the gateway adds its own
 * @param service how operations are carried out
 * @param paper reads the paper page's rows
 * @param ws what the public WebSocket protocol needs
 */
public record GatewayParts(
    GatewaySettings settings,
    Gatekeeper gatekeeper,
    Bus bus,
    MarketClock clock,
    ModeView mode,
    FeedBoard feeds,
    DecisionBoard decisions,
    RateBoard rates,
    Readiness readiness,
    UiMeters meters,
    UiClients clients,
    List<Api> apis,
    Service service,
    PaperSnapshots paper,
    WsSupply ws) {
  /** Copies the list. */
  public GatewayParts {
    apis = List.copyOf(apis);
  }
}
