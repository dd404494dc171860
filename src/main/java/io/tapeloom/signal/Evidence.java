package io.tapeloom.signal;

import io.tapeloom.indicator.LargeFlow;
import io.tapeloom.indicator.SliceWindows;

/**
 * What the tape says at a boundary, reduced to the signs that the layers ask for.
 *
 * @param t the boundary
 * @param fast sign of the fast CVD: the candidate direction D, 0 = none
 * @param mid sign of the middle CVD
 * @param day sign of the day's CVD
 * @param acceleration sign of the fast CVD's last step when it is larger than the one before
 * @param vwapSide sign of price - VWAP
 * @param large what large trades did in the last 15 min
 */
record Evidence(
    long t, int fast, int mid, int day, int acceleration, int vwapSide, LargeFlow large) {
  static Evidence of(long t, long priceE8, SliceWindows windows) {
    return new Evidence(
        t,
        windows.fastSign(),
        windows.midSign(),
        windows.daySign(),
        windows.acceleration(),
        windows.vwapSide(priceE8),
        windows.largeFlow());
  }

  /** True when there is a direction and the middle window agrees with it. */
  boolean agreed() {
    return fast != 0 && fast == mid;
  }
}
