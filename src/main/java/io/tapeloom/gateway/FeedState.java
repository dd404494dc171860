package io.tapeloom.gateway;

import io.tapeloom.kernel.Instrument;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How one instrument's tape is doing, as its collector says.
 *
 * @param lastTradeMs exchange time of the newest trade
 * @param lagMs how far that is behind the market's clock
 * @param backfill how far the catch-up is, while there is one
 */
public record FeedState(
    Instrument instrument,
    Phase phase,
    OptionalLong lastTradeMs,
    OptionalLong lagMs,
    Optional<Backfill> backfill) {
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

  /**
   * Progress of a catch-up.
   *
   * @param permille part that is done, 0 to 1000
   * @param remainingMs estimated real time until it is done
   * @param tradesPerS trades fetched in one second
   */
  public record Backfill(int permille, long remainingMs, long tradesPerS) {}
}
