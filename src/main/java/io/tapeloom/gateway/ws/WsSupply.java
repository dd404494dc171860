package io.tapeloom.gateway.ws;

import io.tapeloom.market.InstrumentSpec;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * What the public WebSocket protocol is given beyond the gateway's own parts.
 *
 * @param specs the symbols that are recorded, with tick and step
 * @param rows reads stored bars
 * @param exchangeStreams how many streams of the exchange are followed
 */
public record WsSupply(
    List<InstrumentSpec> specs,
    BarRows rows,
    WsMeters meters,
    WsLimits limits,
    IntSupplier exchangeStreams) {
  /** Copies the list. */
  public WsSupply {
    specs = List.copyOf(specs);
  }
}
