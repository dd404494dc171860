package io.tapeloom.sim.io;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.Refused;
import io.tapeloom.sim.io.keys.ApiKey;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * One call as it came in, whichever door it came through.
 *
 * @param market whose limits it counts against
 * @param name {@code POST /fapi/v1/order} or {@code ws order.place}
 * @param path path or method name alone
 * @param changes true when it may change something
 * @param key what it names as its API key, empty when nothing
 * @param session the key that its connection is logged on with
 * @param address where it comes from
 * @param micros true when it wants times in microseconds
 */
record Ask(
    Market market,
    String name,
    String path,
    Security security,
    int weight,
    int orderCount,
    boolean changes,
    Handler handler,
    Params params,
    Payload payload,
    String key,
    Optional<ApiKey> session,
    String address,
    boolean micros) {
  /** What a call weighs; parameters that cannot be read weigh 1, and their handler refuses them. */
  static int weigh(ToIntFunction<Params> weight, Params params) {
    try {
      return weight.applyAsInt(params);
    } catch (Refused unreadable) {
      return 1;
    }
  }
}
