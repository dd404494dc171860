package io.tapeloom.market;

import io.tapeloom.kernel.Instrument;

/**
 * Ids that are missing from the tape.
 *
 * @param fromId first missing id
 * @param toId last missing id
 * @param healable false once the exchange no longer serves them
 */
public record Gap(Instrument instrument, long fromId, long toId, boolean healable)
    implements MarketEvent {
  /** How many ids are missing. */
  public long missing() {
    return toId - fromId + 1;
  }
}
