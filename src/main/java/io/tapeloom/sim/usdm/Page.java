package io.tapeloom.sim.usdm;

import io.tapeloom.sim.Refused;
import java.util.OptionalLong;

/**
 * What part of the past is wanted.
 *
 * @param fromId rows from that number on
 * @param limit how many rows at most
 */
public record Page(OptionalLong fromId, OptionalLong startMs, OptionalLong endMs, int limit) {
  static final long WEEK_MS = 7 * 86_400_000L;

  /** Refuses a span that ends before it starts. */
  public Page {
    if (startMs.isPresent() && endMs.isPresent()) {
      if (startMs.getAsLong() > endMs.getAsLong()) {
        throw new Refused(-1023, "Start time is greater than end time.");
      }
    }
  }

  /** The newest rows. */
  public static Page newest(int limit) {
    return new Page(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), limit);
  }

  /** Refuses more than a week (-4165). */
  Page atMostAWeek() {
    if (startMs.isPresent() && endMs.isPresent()) {
      if (endMs.getAsLong() - startMs.getAsLong() > WEEK_MS) {
        throw new Refused(-4165, "Maximum time interval is 7 days");
      }
    }
    return this;
  }

  /** Refuses a number together with times (-1128). */
  Page eitherIdOrTimes() {
    if (fromId.isPresent() && (startMs.isPresent() || endMs.isPresent())) {
      throw new Refused(-1128, "Combination of optional parameters invalid.");
    }
    return this;
  }
}
