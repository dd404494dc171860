package io.tapeloom.sim.io.market;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.Refused;
import io.tapeloom.sim.io.Call;
import io.tapeloom.sim.io.Params;
import java.util.OptionalLong;

/**
 * Which stretch of time a call asks for, and how many rows.
 *
 * @param startMs first moment wanted, empty for the newest rows
 * @param endMs last moment wanted, never after now
 */
record Window(OptionalLong startMs, long endMs, boolean ended, int limit) {
  private static final long LATEST_MS = 100_000_000_000_000L;

  /** Reads startTime, endTime and limit; on spot a limit above the most is the most. */
  static Window of(Market market, Call call, int unsaid, int most) {
    Params params = call.params();
    OptionalLong start = time(params, "startTime");
    OptionalLong end = time(params, "endTime");
    if (start.isPresent() && start.getAsLong() > end.orElse(Long.MAX_VALUE)) {
      throw new Refused(-1023, "Start time is greater than end time.");
    }
    return new Window(
        start,
        Math.min(call.nowMs(), end.orElse(call.nowMs())),
        end.isPresent(),
        limit(market, params, unsaid, most));
  }

  static int limit(Market market, Params params, int unsaid, int most) {
    long asked = params.integer("limit").orElse(unsaid);
    if (market == Market.SPOT && asked > most) {
      return most;
    }
    return params.limit(unsaid, most);
  }

  /** A time in ms; microseconds are known by their size. */
  private static OptionalLong time(Params params, String name) {
    OptionalLong sent = params.integer(name);
    return sent.isPresent() && sent.getAsLong() >= LATEST_MS
        ? OptionalLong.of(sent.getAsLong() / 1000)
        : sent;
  }

  /** True when nothing can lie in it. */
  boolean empty() {
    return startMs.isPresent() && startMs.getAsLong() > endMs;
  }
}
