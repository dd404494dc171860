package io.tapeloom.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Exact numbers against their slow twins, BigDecimal and BigInteger. */
class FixedTest {
  private static final long SEED = 20_260_101L;

  @Test
  void textGoesThereAndBackExactly() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 100_000; i++) {
      long e8 = random.nextLong() >> random.nextInt(60);
      if (e8 == Long.MIN_VALUE) {
        continue;
      }
      String text = Fixed.ofE8(e8).toString();
      String plain = BigDecimal.valueOf(e8, 8).stripTrailingZeros().toPlainString();
      assertEquals(e8 == 0 ? "0" : plain, text, "seed " + SEED);
      assertEquals(e8, Fixed.parse(text).e8(), text);
    }
  }

  @Test
  void trailingZerosAndBareFractionsAreRead() {
    assertEquals(1_000_000L, Fixed.parse("0.0100000000000").e8());
    assertEquals(-50_000_000L, Fixed.parse("-.5").e8());
    assertEquals(9_223_372_036_854_775_807L, Fixed.parse("92233720368.54775807").e8());
  }

  @Test
  void whatIsNoDecimalIsRefusedWithItsText() {
    for (String bad :
        List.of(
            "",
            "-",
            ".",
            "1e5",
            "NaN",
            "0.000000001",
            "1.2.3",
            "92233720368.54775808",
            "1 ",
            "+1",
            "0x1",
            "99999999999999999999",
            "١")) {
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> Fixed.parse(bad), bad);
      assertTrue(refused.getMessage().contains("\"" + bad + "\""), refused.getMessage());
    }
  }

  @Test
  void sumsOf128BitsEqualBigIntegers() {
    SplittableRandom random = new SplittableRandom(SEED);
    Fixed128 sum = new Fixed128();
    BigInteger twin = BigInteger.ZERO;
    for (int i = 0; i < 200_000; i++) {
      long a = random.nextLong() >> random.nextInt(63);
      long b = random.nextLong() >> (16 + random.nextInt(40));
      BigInteger product = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
      switch (random.nextInt(5)) {
        case 3 -> {
          sum.add(product);
          twin = twin.add(product);
        }
        case 4 -> {
          sum.subtract(product);
          twin = twin.subtract(product);
        }
        case 0 -> {
          sum.add(a);
          twin = twin.add(BigInteger.valueOf(a));
        }
        case 1 -> {
          sum.addProduct(a, b);
          twin = twin.add(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)));
        }
        default -> {
          Fixed128 other = new Fixed128();
          other.addProduct(a, b);
          sum.subtract(other);
          twin = twin.subtract(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)));
        }
      }
      assertEquals(twin, sum.toBigInteger(), "seed " + SEED + " step " + i);
      assertEquals(twin.signum(), sum.signum());
      assertEquals(sum, Fixed128.of(twin));
    }
  }

  @Test
  void leavingTheRangeIsAnError() {
    Fixed128 full = Fixed128.of(Long.MAX_VALUE, -1L);
    assertThrows(ArithmeticException.class, () -> full.add(1));
    Fixed128 empty = Fixed128.of(Long.MIN_VALUE, 0);
    assertThrows(ArithmeticException.class, () -> empty.subtract(Fixed128.of(0, 1)));
    assertThrows(ArithmeticException.class, () -> Fixed.ofE8(Long.MAX_VALUE).plus(Fixed.ofE8(1)));
  }
}
