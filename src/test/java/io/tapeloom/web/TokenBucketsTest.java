package io.tapeloom.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A bucket gives what it promises at once, then what time puts back, to each name its own. */
class TokenBucketsTest {
  private static final long SECOND = 1_000_000_000L;
  private final TokenBuckets buckets = new TokenBuckets(new Allowance("user", 5, 2));

  @Test
  void anEvenBucketLetsOneSecondsWorthAtOnceAndAgainEachSecond() {
    TokenBucket budget = TokenBucket.evenly(20, 0);
    for (int i = 0; i < 20; i++) {
      assertTrue(budget.take(0));
    }
    assertFalse(budget.take(0), "the 21st at once");
    assertFalse(budget.take(49_000_000));
    assertTrue(budget.take(50_000_000), "a twentieth of a second later");
    assertFalse(budget.take(50_000_000));
    int taken = 0;
    for (long ms = 10_000; ms < 20_000; ms += 10) {
      taken += budget.take(ms * 1_000_000) ? 1 : 0;
    }
    assertTrue(taken >= 200 && taken <= 220, taken + " in ten seconds");
  }

  @Test
  void aBurstPassesThenOnlyWhatTimePutsBack() {
    for (int i = 0; i < 5; i++) {
      assertEquals(4 - i, buckets.take("a", 0).remaining());
    }
    TokenBuckets.Verdict refused = buckets.take("a", 0);
    assertFalse(refused.allowed());
    assertEquals(1, refused.retryS());
    assertEquals("\"user\";r=0;t=3", refused.header());
    assertTrue(buckets.take("a", SECOND / 2).allowed());
    assertFalse(buckets.take("a", SECOND / 2).allowed());
    assertTrue(buckets.take("b", SECOND / 2).allowed(), "another name has its own");
    assertEquals(4, buckets.take("a", 100 * SECOND).remaining(), "never more than the burst");
  }

  @Test
  void timeThatGoesBackGivesNothing() {
    for (int i = 0; i < 5; i++) {
      buckets.take("a", 10 * SECOND);
    }
    assertFalse(buckets.take("a", 0).allowed());
  }

  @Test
  void aSlowAllowanceSaysHowLongToWait() {
    Allowance hourly = Allowance.hourly("user-hour", 60);
    assertEquals("\"user-hour\";q=60;w=3600", hourly.header());
    TokenBuckets slow = new TokenBuckets(hourly);
    for (int i = 0; i < 60; i++) {
      assertTrue(slow.take("a", 0).allowed());
    }
    assertEquals(60, slow.take("a", 0).retryS());
    assertTrue(slow.take("a", 60 * SECOND).allowed());
  }

  @Test
  void strangersDoNotFillTheMemory() {
    for (int i = 0; i < 50_000; i++) {
      buckets.take("address " + i, i);
    }
    assertEquals(20_000, buckets.names());
    assertThrows(IllegalArgumentException.class, () -> new Allowance("x", 0, 1));
  }

  /** In any window of w seconds at most burst + w x rate pass, and a patient caller always does. */
  @Test
  void noWindowLetsMoreThroughThanPromised() {
    long seed = 20_261_121;
    SplittableRandom random = new SplittableRandom(seed);
    Deque<Long> passed = new ArrayDeque<>();
    long now = 0;
    for (int i = 0; i < 20_000; i++) {
      now += random.nextLong(SECOND / 2);
      if (buckets.take("a", now).allowed()) {
        passed.addLast(now);
      }
      long from = now - 10 * SECOND;
      while (!passed.isEmpty() && passed.getFirst() < from) {
        passed.removeFirst();
      }
      assertTrue(passed.size() <= 5 + 10 * 2 + 1, "seed " + seed + " step " + i);
    }
    assertTrue(passed.size() >= 18, "seed " + seed + ": a busy caller gets its rate");
  }
}
