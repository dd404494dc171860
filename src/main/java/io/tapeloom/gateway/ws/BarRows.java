package io.tapeloom.gateway.ws;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.market.Kline;
import io.vertx.core.Future;
import java.util.List;

/** Reads stored bars; the rows belong to another door. */
@FunctionalInterface
public interface BarRows {
  /** The newest {@code limit} bars that start in {@code [fromMs, toMs)}, oldest first. */
  Future<List<Kline>> newest(
      Instrument instrument, Interval interval, long fromMs, long toMs, int limit);
}
