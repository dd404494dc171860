package io.tapeloom.market;

import static io.tapeloom.market.Tapes.BTC;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.kernel.Fixed;
import org.junit.jupiter.api.Test;

/** Rounding to tick and step, each direction by name. */
class InstrumentSpecTest {
  private final InstrumentSpec spec = new InstrumentSpec(BTC, 10_000_000L, 100_000L);

  @Test
  void pricesRoundToTheTickInTheNamedDirection() {
    assertEquals(Fixed.parse("63943.9"), spec.priceDown(Fixed.parse("63943.99")));
    assertEquals(Fixed.parse("63944"), spec.priceUp(Fixed.parse("63943.90000001")));
    assertEquals(Fixed.parse("63943.9"), spec.priceUp(Fixed.parse("63943.9")));
    assertEquals(Fixed.parse("63944"), spec.priceNearest(Fixed.parse("63943.95")));
    assertEquals(Fixed.parse("63943.9"), spec.priceNearest(Fixed.parse("63943.94999999")));
  }

  @Test
  void quantitiesOnlyEverRoundDown() {
    assertEquals(Fixed.parse("0.001"), spec.qtyDown(Fixed.parse("0.00199999")));
    assertEquals(Fixed.ZERO, spec.qtyDown(Fixed.parse("0.00099999")));
    assertTrue(spec.fitsQty(Fixed.parse("0.002")));
    assertFalse(spec.fitsPrice(Fixed.parse("0.15")));
  }

  @Test
  void aGridWithoutDistanceIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new InstrumentSpec(BTC, 0, 1));
  }
}
