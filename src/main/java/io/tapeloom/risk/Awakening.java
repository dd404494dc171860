package io.tapeloom.risk;

import io.tapeloom.kernel.Instrument;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Tells a start from silence: the newest trade on record is as old as the last run, and that is no
 * news until the tape had its chance to go on. An instrument can fall silent once it was heard, or
 * once the grace is over.
 */
public final class Awakening {
  private final long staleMs;
  private final long graceMs;
  private final SortedSet<Instrument> heard = new TreeSet<>();

  /**
   * An awakening at which nothing was heard yet.
   *
   * @param staleMs age of the newest trade up to which an instrument counts as heard
   * @param graceMs real time after the start from which all are judged
   */
  public Awakening(long staleMs, long graceMs) {
    this.staleMs = staleMs;
    this.graceMs = graceMs;
  }

  /**
   * Those of the newest trades that may be judged, {@code awakeMs} of real time after the start.
   */
  public SortedMap<Instrument, Long> judged(
      SortedMap<Instrument, Long> lastTradeMs, long nowMs, long awakeMs) {
    SortedMap<Instrument, Long> judged = new TreeMap<>();
    lastTradeMs.forEach(
        (instrument, newestMs) -> {
          if (nowMs - newestMs <= staleMs) {
            heard.add(instrument);
          }
          if (awakeMs >= graceMs || heard.contains(instrument)) {
            judged.put(instrument, newestMs);
          }
        });
    return judged;
  }
}
