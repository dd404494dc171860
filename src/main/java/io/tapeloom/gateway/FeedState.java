package io.tapeloom.gateway;

import io.tapeloom.kernel.Instrument;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How one instrument's tape is doing, as its collector says.
 *
 * @param progress share of the catch-up that is done, 0 to 1, while there is one
 * @param ratePerS trades fetched in one second of it
 * @param remainingMs real time until it is done at that rate
 * @param lastTradeMs exchange time of the newest trade
 */
public record FeedState(
    Instrument instrument,
    Phase phase,
    OptionalDouble progress,
    OptionalLong ratePerS,
    OptionalLong remainingMs,
    OptionalLong lastTradeMs) {
  /** What a collector may be doing. */
  public enum Phase {
    BACKFILL,
    LIVE,
    GAPPED,
    STALE;

    /** Lower-case name that browsers see. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
