package io.tapeloom.sim.usdm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shares are rounded as decimals are, however large their products are. */
class AmountsTest {
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void aShareIsWhatDecimalsSay(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int fitting = 0;
    for (int i = 0; i < 100_000; i++) {
      long value = any(random);
      long part = any(random);
      long whole = random.nextInt(3) == 0 ? Amounts.ONE : Math.max(1, Math.abs(any(random)));
      BigDecimal exact =
          BigDecimal.valueOf(value)
              .multiply(BigDecimal.valueOf(part))
              .divide(BigDecimal.valueOf(whole), 0, RoundingMode.HALF_UP);
      String where = "seed " + seed + ": " + value + " x " + part + " / " + whole;
      if (exact.toBigInteger().bitLength() < 64) {
        assertEquals(exact.longValueExact(), Amounts.share(value, part, whole), where);
        fitting++;
      } else {
        assertThrows(ArithmeticException.class, () -> Amounts.share(value, part, whole), where);
      }
    }
    System.out.println("seed " + seed + ": " + fitting + " of 100000 fit a long");
  }

  /** As often small as large, of both signs. */
  private static long any(SplittableRandom random) {
    return random.nextLong() >> random.nextInt(64);
  }
}
