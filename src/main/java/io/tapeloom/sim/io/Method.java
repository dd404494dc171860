package io.tapeloom.sim.io;

import io.tapeloom.kernel.Market;
import java.util.function.ToIntFunction;

/**
 * One method of the WebSocket API, such as {@code order.place}.
 *
 * @param market SPOT for /ws-api/v3, USDM for /ws-fapi/v1
 * @param weight request weight of a call with these parameters; it may not refuse them
 * @param orderCount how many orders a successful call counts as
 */
public record Method(
    Market market,
    String name,
    Security security,
    ToIntFunction<Params> weight,
    int orderCount,
    Handler handler) {
  /** The same call under its name of the WebSocket API. */
  public static Method of(String name, Endpoint endpoint) {
    return new Method(
        endpoint.market(),
        name,
        endpoint.security(),
        endpoint.weight(),
        endpoint.orderCount(),
        endpoint.handler());
  }
}
