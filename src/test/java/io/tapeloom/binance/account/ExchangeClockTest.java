package io.tapeloom.binance.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** The offset comes from the answer that was quickest, whatever the slow ones say. */
class ExchangeClockTest implements InstantSource {
  private long nowMs = 1_000_000;
  private int asked;

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(nowMs);
  }

  /** Round trips of 100, 40, 6, 80 and 300 ms, of which the way there takes nine tenths. */
  private Future<Long> server() {
    long[] trips = {100, 40, 6, 80, 300};
    long trip = trips[asked++];
    nowMs += trip * 9 / 10;
    long said = nowMs + 777;
    nowMs += trip - trip * 9 / 10;
    return Future.succeededFuture(said);
  }

  @Test
  void fiveSamplesAndTheQuickestCounts() {
    ExchangeClock clock = new ExchangeClock(this);
    assertEquals(-1, clock.roundTripMs());
    assertEquals(779, clock.measure(this::server).await());
    assertEquals(ExchangeClock.SAMPLES, asked);
    assertEquals(6, clock.roundTripMs());
    assertEquals(nowMs + 779, clock.millis());
    assertEquals(clock.millis(), clock.instant().toEpochMilli());
  }

  @Test
  void aFailedMeasurementKeepsTheOldOffset() {
    ExchangeClock clock = new ExchangeClock(this);
    clock.measure(this::server).await();
    Future<Long> failed = clock.measure(() -> Future.failedFuture("no answer"));
    assertTrue(failed.failed());
    assertEquals(779, clock.offsetMs());
  }
}
