package io.tapeloom.sim.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.kernel.Market;
import org.junit.jupiter.api.Test;

/** Weights, orders and bans in fixed intervals of the clock. */
class LimitsTest {
  private static final long MINUTE = 1_770_120_000_000L;
  private static final String ADDRESS = "10.1.2.3";

  private static TooMany many(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(TooMany.class, call);
  }

  @Test
  void theMinuteOfTheClockCountsNotTheLastSixtySeconds() {
    AddressLimits limits = new AddressLimits(Market.USDM, 100);
    limits.charge("/fapi/v1/x", 100, ADDRESS, MINUTE + 59_000);
    TooMany one = many(() -> limits.charge("/fapi/v1/x", 1, ADDRESS, MINUTE + 59_500));
    assertEquals(429, one.status());
    assertEquals(-1003, one.refused().code());
    assertEquals(1, one.retryAfterSeconds());
    assertTrue(one.refused().text().contains("IP(10.1.2.3) is 100 requests per minute"));
    limits.charge("/fapi/v1/x", 100, ADDRESS, MINUTE + 60_000);
    assertEquals(100, limits.used(MINUTE + 60_000));
  }

  @Test
  void whoeverGoesOnIsBannedLongerEachTime() {
    AddressLimits limits = new AddressLimits(Market.SPOT, 10);
    long at = MINUTE;
    for (long expected : new long[] {120, 240, 480}) {
      TooMany last = null;
      for (int i = 0; i < 22; i++) {
        long now = at;
        last = i == 0 ? null : many(() -> limits.charge("/api/v3/x", 10, ADDRESS, now));
        if (i == 0) {
          limits.charge("/api/v3/x", 10, ADDRESS, now);
        }
      }
      assertEquals(418, last.status());
      assertEquals(expected, last.retryAfterSeconds());
      String until = "IP banned until " + (at + expected * 1000) + ".";
      assertTrue(last.refused().text().contains(until), last.refused().text());
      at += expected * 1000;
    }
  }

  @Test
  void someCallsHaveAPoolOfTheirOwn() {
    AddressLimits limits = new AddressLimits(Market.USDM, 2400);
    for (int i = 0; i < 500; i++) {
      limits.charge("/fapi/v1/fundingRate", 0, ADDRESS, MINUTE);
    }
    TooMany one = many(() -> limits.charge("/fapi/v1/fundingInfo", 0, ADDRESS, MINUTE));
    assertEquals(300, one.retryAfterSeconds());
    limits.charge("/fapi/v1/klines", 1, ADDRESS, MINUTE);
  }

  @Test
  void ordersAreCountedPerAccountAndFilledOnesGivenBack() {
    OrderLimits spot = new OrderLimits(Market.SPOT, false);
    spot.count(50, MINUTE);
    TooMany one = many(() -> spot.check(1, MINUTE + 4_000));
    assertEquals(429, one.status());
    assertEquals(
        "-1015 Too many new orders; current limit is 50 orders per 10 SECOND.",
        one.refused().code() + " " + one.refused().text());
    assertEquals(6, one.retryAfterSeconds());
    spot.count(-1, MINUTE + 4_000);
    spot.check(1, MINUTE + 4_000);
    assertEquals(
        "{X-MBX-ORDER-COUNT-10S=0, X-MBX-ORDER-COUNT-1D=49}",
        spot.headers(MINUTE + 10_000).toString());
    OrderLimits usdm = new OrderLimits(Market.USDM, false);
    usdm.count(300, MINUTE);
    assertEquals(10, many(() -> usdm.check(1, MINUTE)).retryAfterSeconds());
    assertEquals(
        "{X-MBX-ORDER-COUNT-10S=300, X-MBX-ORDER-COUNT-1M=300}", usdm.headers(MINUTE).toString());
  }

  @Test
  void zeroLiftsEveryLimit() {
    Limits lifted = new Limits(0);
    for (int i = 0; i < 1_000; i++) {
      lifted.of(Market.SPOT, ADDRESS).charge("/futures/data/x", 5_000, ADDRESS, MINUTE);
      lifted.of(Market.SPOT, 1).check(1, MINUTE);
      lifted.of(Market.SPOT, 1).count(1, MINUTE);
    }
    assertEquals(5_000_000, lifted.of(Market.SPOT, ADDRESS).used(MINUTE));
  }

  @Test
  void anAddressThatCallsIsNotForgottenForManyOthers() {
    Limits limits = new Limits(100);
    limits.of(Market.USDM, ADDRESS).charge("/fapi/v1/x", 60, ADDRESS, MINUTE);
    limits.of(Market.USDM, "silent").charge("/fapi/v1/x", 60, "silent", MINUTE);
    for (int i = 0; i < 12_000; i++) {
      limits.of(Market.USDM, "other " + i);
      assertEquals(60, limits.of(Market.USDM, ADDRESS).used(MINUTE));
    }
    assertEquals(0, limits.of(Market.USDM, "silent").used(MINUTE));
  }
}
