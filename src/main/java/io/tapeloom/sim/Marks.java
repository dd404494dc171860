package io.tapeloom.sim;

import io.tapeloom.market.MarkPrice;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Mark price, index price and funding as functions of the tape and the time alone: the mark is the
 * mean of the market's middle over the newest minute, the index stands off by the premium that spot
 * prices stand off by.
 */
final class Marks {
  static final long STEP_MS = 10_000;
  static final int SAMPLES = 6;
  private static final long ONE_E8 = 100_000_000L;

  private Marks() {}

  static Optional<MarkPrice> at(Tape tape, long nowMs) {
    OptionalLong markE8 = markE8(tape, nowMs);
    if (markE8.isEmpty()) {
      return Optional.empty();
    }
    Listing listing = tape.listing();
    long rateE8 = Premium.rateE8(listing.name(), nowMs);
    long indexE8 = indexE8(markE8.getAsLong(), Premium.e8(listing.name(), nowMs));
    long nextMs = (nowMs / Premium.FUNDING_MS + 1) * Premium.FUNDING_MS;
    return Optional.of(
        new MarkPrice(listing.instrument(), markE8.getAsLong(), indexE8, rateE8, nextMs, nowMs));
  }

  /** Mean of the market's middle over the newest minute, empty before the first trade. */
  static OptionalLong markE8(Tape tape, long nowMs) {
    long sum = 0;
    int samples = 0;
    for (int i = 0; i < SAMPLES; i++) {
      OptionalLong middle = tape.middleE8(nowMs - i * STEP_MS);
      if (middle.isPresent()) {
        sum = Math.addExact(sum, middle.getAsLong());
        samples++;
      }
    }
    return samples == 0 ? OptionalLong.empty() : OptionalLong.of(sum / samples);
  }

  static long indexE8(long markE8, long premiumE8) {
    return Share.of(markE8, ONE_E8 - premiumE8, ONE_E8);
  }
}
