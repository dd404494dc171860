package io.tapeloom.market.io;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.market.Kline;
import io.tapeloom.market.KlineWindow;
import io.tapeloom.market.io.MarketApiStore.BarRow;
import io.tapeloom.market.io.MarketApiStore.Bars;
import io.tapeloom.market.io.MarketApiStore.Wanted;
import io.tapeloom.web.TimeRange;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The newest bars of whatever is asked for, in memory, with the VWAP of their last boundary. The
 * bus keeps them up to date; the rows are read again each minute, because bars of the past may be
 * learned late. Told and asked from any thread.
 */
final class HeldBars {
  private static final long FRESH_NANOS = 60_000_000_000L;
  private final Function<Wanted, Future<Bars>> rows;
  private final LongSupplier nanos;
  private final Map<Key, Held> held = new HashMap<>();

  private record Key(Instrument instrument, Interval interval) {}

  private static final class Held {
    private final KlineWindow window = new KlineWindow();
    private final TreeMap<Long, Optional<String>> vwaps = new TreeMap<>();
    private boolean filled;
    private boolean reading;
    private long readNanos;

    /** So much of the past as the window holds, and not more. */
    void trim() {
      vwaps.headMap(window.fromMs()).clear();
    }
  }

  HeldBars(Function<Wanted, Future<Bars>> rows, LongSupplier nanos) {
    this.rows = rows;
    this.nanos = nanos;
  }

  /** A bar as it is now. */
  synchronized void on(Kline bar) {
    Held known = held.get(new Key(bar.instrument(), bar.interval()));
    if (known != null) {
      known.window.on(bar);
      known.filled &= known.window.fromMs() != bar.openMs();
      known.trim();
    }
  }

  /** The VWAP at a boundary, empty when there was none: it belongs to the bar that ends there. */
  synchronized void sealed(Instrument instrument, long boundaryMs, Optional<String> vwap) {
    for (Interval interval : Interval.values()) {
      Held known = held.get(new Key(instrument, interval));
      if (known != null) {
        known.vwaps.put(interval.floorMs(boundaryMs - 1), vwap);
      }
    }
  }

  /** The bars asked for when all of them are held; has them read for the next time otherwise. */
  synchronized Optional<Bars> bars(Wanted wanted) {
    Held known =
        held.computeIfAbsent(new Key(wanted.instrument(), wanted.interval()), _ -> new Held());
    boolean fresh = known.filled && nanos.getAsLong() - known.readNanos < FRESH_NANOS;
    if (!fresh && !known.reading) {
      read(known, wanted);
    }
    return known.filled ? page(known, wanted) : Optional.empty();
  }

  private static Optional<Bars> page(Held known, Wanted wanted) {
    OptionalLong from = wanted.range().fromMs();
    long toMs = wanted.range().toMs().orElse(Long.MAX_VALUE);
    Optional<List<Kline>> page =
        from.isPresent()
            ? known.window.after(from.getAsLong(), toMs, wanted.limit())
            : known.window.before(toMs, wanted.limit());
    return page.map(bars -> bars(known, bars));
  }

  private static Bars bars(Held known, List<Kline> page) {
    List<BarRow> all =
        page.stream()
            .map(k -> Bars.row(k, known.vwaps.getOrDefault(k.openMs(), Optional.empty())))
            .toList();
    return new Bars(all, !page.isEmpty() && !page.getLast().closed());
  }

  private void read(Held known, Wanted wanted) {
    known.reading = true;
    TimeRange all = new TimeRange(OptionalLong.empty(), OptionalLong.empty());
    Wanted newest = new Wanted(wanted.instrument(), wanted.interval(), all, KlineWindow.CAPACITY);
    rows.apply(newest).onSuccess(bars -> fill(known, bars, newest)).onFailure(_ -> done(known));
  }

  private synchronized void done(Held known) {
    known.reading = false;
  }

  /** What the bus told while the rows were read is newer than they are. */
  private synchronized void fill(Held known, Bars bars, Wanted newest) {
    known.reading = false;
    known.readNanos = nanos.getAsLong();
    List<Kline> stored = bars.klines(newest);
    List<Kline> told =
        known
            .window
            .after(known.window.fromMs(), Long.MAX_VALUE, Integer.MAX_VALUE)
            .orElse(List.of());
    known.window.clear();
    stored.forEach(known.window::on);
    long lastMs = stored.isEmpty() ? Long.MIN_VALUE : stored.getLast().openMs();
    told.stream().filter(k -> k.openMs() >= lastMs).forEach(known.window::on);
    bars.rows().forEach(row -> known.vwaps.put(row.openMs(), row.vwap()));
    known.trim();
    known.filled = true;
  }
}
