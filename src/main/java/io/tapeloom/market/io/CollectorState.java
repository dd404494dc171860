package io.tapeloom.market.io;

import io.tapeloom.kernel.Instrument;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Where the collector of one instrument stands, for people to see.
 *
 * @param progress share of the backfill that is done, from 0 to 1; empty when there is none
 * @param ratePerS trades fetched in a second of the backfill
 * @param remainingMs what is left of the backfill at that rate, real time
 * @param lastTradeMs time of the newest trade that was published
 */
public record CollectorState(
    Instrument instrument,
    Phase phase,
    OptionalDouble progress,
    OptionalLong ratePerS,
    OptionalLong remainingMs,
    OptionalLong lastTradeMs) {
  /** What the collector is doing. */
  public enum Phase {
    /** It fetches the past. */
    BACKFILL,
    /** It follows the stream. */
    LIVE,
    /** Ids are missing and being fetched; nothing newer is published. */
    GAPPED,
    /** No stream is up. */
    STALE;

    /** Lower-case name. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
