package io.tapeloom.sim;

import io.tapeloom.market.MarkPrice;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Mark price, index price and funding as functions of the tape and the time alone: the mark is the
 * mean of the last price over the newest minute, the index stands off by the premium that spot
 * prices stand off by.
 */
final class Marks {
  private static final long STEP_MS = 10_000;
  private static final int SAMPLES = 6;

  private Marks() {}

  static Optional<MarkPrice> at(Tape tape, long nowMs) {
    long sum = 0;
    int samples = 0;
    for (int i = 0; i < SAMPLES; i++) {
      OptionalLong ticks = tape.lastTicks(nowMs - i * STEP_MS);
      if (ticks.isPresent()) {
        sum += ticks.getAsLong();
        samples++;
      }
    }
    return samples == 0 ? Optional.empty() : Optional.of(mark(tape, nowMs, sum, samples));
  }

  private static MarkPrice mark(Tape tape, long nowMs, long sum, int samples) {
    Listing listing = tape.listing();
    long markE8 = share(sum, listing.tickE8(), samples);
    long rateE8 = Premium.rateE8(listing.name(), nowMs);
    long premiumE8 = Premium.e8(listing.name(), nowMs);
    long indexE8 = share(markE8, 100_000_000L - premiumE8, 100_000_000L);
    long nextMs = (nowMs / Premium.FUNDING_MS + 1) * Premium.FUNDING_MS;
    return new MarkPrice(listing.instrument(), markE8, indexE8, rateE8, nextMs, nowMs);
  }

  private static long share(long value, long factor, long divisor) {
    BigInteger product = BigInteger.valueOf(value).multiply(BigInteger.valueOf(factor));
    return product.divide(BigInteger.valueOf(divisor)).longValueExact();
  }
}
