package io.tapeloom.market;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The newest bars of one instrument and interval, without a hole, so that what charts ask for most
 * needs no database. It answers only what it holds whole.
 */
public final class KlineWindow {
  /** How many bars it holds at most. */
  public static final int CAPACITY = 2_000;

  private final TreeMap<Long, Kline> bars = new TreeMap<>();

  /** A bar as it is now. After bars that were never told nothing before them is held any more. */
  public void on(Kline bar) {
    long reachMs = bars.isEmpty() ? bar.openMs() : bars.lastKey() + bar.interval().ms();
    if (bar.openMs() > reachMs) {
      bars.clear();
    }
    bars.put(bar.openMs(), bar);
    trim();
  }

  private void trim() {
    while (bars.size() > CAPACITY) {
      bars.pollFirstEntry();
    }
  }

  /** Forgets everything. */
  public void clear() {
    bars.clear();
  }

  /** Start of the oldest bar held; the greatest long when there is none. */
  public long fromMs() {
    return bars.isEmpty() ? Long.MAX_VALUE : bars.firstKey();
  }

  /** The first bars from that moment on and before the other; empty when that began earlier. */
  public Optional<List<Kline>> after(long fromMs, long toMs, int limit) {
    if (fromMs < fromMs() || toMs <= fromMs) {
      return Optional.empty();
    }
    return Optional.of(bars.subMap(fromMs, toMs).values().stream().limit(limit).toList());
  }

  /** The newest bars before that moment; empty when fewer than so many are held. */
  public Optional<List<Kline>> before(long toMs, int limit) {
    List<Kline> newest =
        bars.headMap(toMs, false).descendingMap().values().stream()
            .limit(limit)
            .toList()
            .reversed();
    return newest.size() < limit ? Optional.empty() : Optional.of(newest);
  }
}
