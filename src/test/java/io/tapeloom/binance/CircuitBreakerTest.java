package io.tapeloom.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.binance.CircuitBreaker.State;
import org.junit.jupiter.api.Test;

/** A host that does not answer is left alone, but never by what protects a position. */
class CircuitBreakerTest {
  private final CircuitBreaker breaker = new CircuitBreaker();

  private void failures(int count, long nowMs) {
    for (int i = 0; i < count; i++) {
      breaker.failed(nowMs, "no answer");
    }
  }

  @Test
  void fiveFailuresInARowOpenItAndOneSuccessInBetweenDoesNot() {
    failures(4, 0);
    breaker.worked();
    failures(4, 0);
    assertEquals(State.CLOSED, breaker.state());
    failures(1, 0);
    assertEquals(State.OPEN, breaker.state());
    assertFalse(breaker.allows(999, false));
    assertTrue(breaker.allows(0, true), "a cancel passes");
    assertEquals("no answer", breaker.lastWords());
  }

  @Test
  void halfOpenLetsOneRequestTry() {
    failures(5, 0);
    assertTrue(breaker.allows(1_000, false));
    assertEquals(State.HALF_OPEN, breaker.state());
    assertFalse(breaker.allows(1_000, false));
    assertTrue(breaker.allows(1_000, true));
    breaker.worked();
    assertEquals(State.CLOSED, breaker.state());
    assertTrue(breaker.allows(1_000, false));
    assertEquals(1, breaker.trips());
  }

  @Test
  void eachFailedTryDoublesTheRestUpToTenSeconds() {
    failures(5, 0);
    long nowMs = 1_000;
    for (long restMs : new long[] {2_000, 4_000, 8_000, 10_000, 10_000}) {
      assertTrue(breaker.allows(nowMs, false));
      breaker.failed(nowMs, "still none");
      assertFalse(breaker.allows(nowMs + restMs - 1, false));
      nowMs += restMs;
    }
    assertTrue(breaker.allows(nowMs, false));
    breaker.worked();
    failures(5, nowMs);
    assertTrue(breaker.allows(nowMs + 1_000, false), "a success makes it forget");
  }

  @Test
  void hostsHaveTheirOwn() {
    Breakers breakers = new Breakers();
    CircuitBreaker rest = breakers.of("https://fapi.binance.com/fapi/v1/order?x=1");
    assertSame(rest, breakers.of("https://fapi.binance.com/fapi/v1/time"));
    assertNotSame(rest, breakers.of("https://api.binance.com/api/v3/time"));
    assertEquals(2, breakers.all().size());
  }
}
