package io.tapeloom.indicator;

import io.tapeloom.market.Kline;
import java.math.BigInteger;
import java.util.List;

/**
 * What studies need of a bar, however long it is.
 *
 * @param openMs start, ms since the epoch
 * @param openE8 first price in 1e-8, and so for high, low and close
 * @param volumeE8 base quantity in 1e-8
 */
public record StudyBar(
    long openMs, long openE8, long highE8, long lowE8, long closeE8, BigInteger volumeE8) {
  /** The same of a bar that is kept. */
  public static StudyBar of(Kline bar) {
    return new StudyBar(
        bar.openMs(), bar.openE8(), bar.highE8(), bar.lowE8(), bar.closeE8(), bar.volumeE8());
  }

  /** The same of several. */
  public static List<StudyBar> of(List<Kline> bars) {
    return bars.stream().map(StudyBar::of).toList();
  }
}
