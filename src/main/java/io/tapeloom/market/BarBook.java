package io.tapeloom.market;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Every interval's running bar of one instrument, kept from its closed minutes. Minutes of the last
 * two days stay at hand, because some are learned late: those before the tape and those it lost
 * come from the exchange's klines, and then the bars they belong to are folded again.
 */
public final class BarBook {
  private static final List<Interval> LONGER =
      Arrays.stream(Interval.values()).filter(i -> i != Interval.M1).toList();

  private final Instrument instrument;
  private final TreeMap<Long, Kline> minutes = new TreeMap<>();
  private final List<BarRollup> rollups = new ArrayList<>();

  /** An empty book. */
  public BarBook(Instrument instrument) {
    this.instrument = instrument;
    LONGER.forEach(interval -> rollups.add(new BarRollup(instrument, interval)));
  }

  /** A minute closed: answers it and every longer bar with it. */
  public void close(Kline minute, Consumer<? super Kline> out) {
    minutes.put(minute.openMs(), minute);
    minutes.headMap(Interval.D1.floorMs(minute.openMs()) - Interval.D1.ms()).clear();
    out.accept(minute);
    rollups.forEach(rollup -> out.accept(rollup.on(minute)));
  }

  /** What every bar would be with that running minute. */
  public void preview(Kline running, Consumer<? super Kline> out) {
    out.accept(running);
    rollups.forEach(rollup -> out.accept(rollup.with(running)));
  }

  /**
   * Learns minutes after the fact; those known already are kept. Answers anew each longer bar that
   * overlaps {@code [fromMs, toMs)} and whose beginning is known.
   */
  public void learn(List<Kline> learned, long fromMs, long toMs, Consumer<? super Kline> out) {
    TreeMap<Long, Kline> all = new TreeMap<>();
    learned.forEach(minute -> all.put(minute.openMs(), minute));
    all.putAll(minutes);
    if (all.isEmpty()) {
      return;
    }
    for (Interval interval : LONGER) {
      refold(interval, all, fromMs, toMs, out);
    }
    long keepMs = Interval.D1.floorMs(all.lastKey()) - Interval.D1.ms();
    minutes.putAll(all.tailMap(keepMs));
    rollups.forEach(this::restart);
  }

  private void refold(
      Interval interval,
      TreeMap<Long, Kline> all,
      long fromMs,
      long toMs,
      Consumer<? super Kline> out) {
    for (long open = interval.floorMs(fromMs); open < toMs; open += interval.ms()) {
      if (all.firstKey() <= open) {
        List<Kline> inside = List.copyOf(all.subMap(open, open + interval.ms()).values());
        BarRollup.of(instrument, interval, inside).ifPresent(out);
      }
    }
  }

  private void restart(BarRollup rollup) {
    rollup.clear();
    long openMs = rollup.interval().floorMs(minutes.lastKey());
    minutes.tailMap(openMs).values().forEach(rollup::on);
  }
}
