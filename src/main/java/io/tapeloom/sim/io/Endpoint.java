package io.tapeloom.sim.io;

import io.tapeloom.kernel.Market;
import java.util.function.ToIntFunction;

/**
 * One REST call of the exchange.
 *
 * @param market whose limits it counts against
 * @param method GET, POST, PUT or DELETE
 * @param path in full, such as {@code /api/v3/order}
 * @param weight request weight of a call with these parameters; it may not refuse them
 * @param orderCount how many orders a successful call counts as
 */
public record Endpoint(
    Market market,
    String method,
    String path,
    Security security,
    ToIntFunction<Params> weight,
    int orderCount,
    Handler handler) {
  /** A public GET of fixed weight. */
  public static Endpoint open(Market market, String path, int weight, Handler handler) {
    return new Endpoint(market, "GET", path, Security.NONE, p -> weight, 0, handler);
  }

  /** A signed call of fixed weight that is no order. */
  public static Endpoint signed(
      Market market, String method, String path, int weight, Handler handler) {
    return new Endpoint(market, method, path, Security.SIGNED, p -> weight, 0, handler);
  }
}
