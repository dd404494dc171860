package io.tapeloom.binance.account;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * The exchange's time as far as we can know it: our clock plus the offset of that answer of {@code
 * /time}, among five, which was the quickest, because its error is at most half its round trip.
 */
public final class ExchangeClock implements InstantSource {
  /** Answers that one measurement takes. */
  public static final int SAMPLES = 5;

  private final InstantSource ours;
  private volatile long offsetMs;
  private volatile long roundTripMs = -1;

  /** A clock that shows ours until it is measured. */
  public ExchangeClock(InstantSource ours) {
    this.ours = ours;
  }

  /** Asks five times, one after the other, and keeps the offset of the quickest answer. */
  public Future<Long> measure(Supplier<Future<Long>> serverTimeMs) {
    return sample(serverTimeMs, 0, Long.MAX_VALUE, 0);
  }

  private Future<Long> sample(
      Supplier<Future<Long>> serverTimeMs, int taken, long bestTripMs, long bestOffsetMs) {
    if (taken == SAMPLES) {
      offsetMs = bestOffsetMs;
      roundTripMs = bestTripMs;
      return Future.succeededFuture(bestOffsetMs);
    }
    long sentMs = ours.millis();
    return serverTimeMs
        .get()
        .compose(
            server -> {
              long tripMs = Math.max(0, ours.millis() - sentMs);
              long offset = server - (sentMs + tripMs / 2);
              boolean better = tripMs < bestTripMs;
              return sample(
                  serverTimeMs,
                  taken + 1,
                  better ? tripMs : bestTripMs,
                  better ? offset : bestOffsetMs);
            });
  }

  /** What the exchange's clock is ahead of ours. */
  public long offsetMs() {
    return offsetMs;
  }

  /** Round trip of the answer the offset comes from, -1 before the first measurement. */
  public long roundTripMs() {
    return roundTripMs;
  }

  @Override
  public long millis() {
    return ours.millis() + offsetMs;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis());
  }
}
