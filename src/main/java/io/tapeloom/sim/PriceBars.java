package io.tapeloom.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Bars of mark price, index price and premium: what their values at the whole seconds add up to.
 * Whole hours are kept, each as long as there is room.
 */
public final class PriceBars {
  private static final long SECOND_MS = 1_000;
  private static final long HOUR_MS = 3_600_000;
  private static final int KEPT_HOURS = 20_000;
  private static final long ONE_E8 = 100_000_000L;

  private final Tape tape;
  private final Kind kind;
  private final Map<Long, PriceBar> hours = new TreeMap<>();

  /** Which price. */
  public enum Kind {
    MARK,
    INDEX,
    PREMIUM
  }

  /** The bars of one price of one tape. */
  public PriceBars(Tape tape, Kind kind) {
    this.tape = tape;
    this.kind = kind;
  }

  /** The price at that moment, in 1e-8; of the premium, its share of the index. */
  public OptionalLong atE8(long timeMs) {
    OptionalLong mark = Marks.markE8(tape, timeMs);
    if (mark.isEmpty() || kind == Kind.MARK) {
      return mark;
    }
    long index = Marks.indexE8(mark.getAsLong(), Premium.e8(tape.listing().name(), timeMs));
    return OptionalLong.of(kind == Kind.INDEX ? index : premium(timeMs, index));
  }

  private long premium(long timeMs, long indexE8) {
    long middle = tape.middleE8(timeMs).orElse(indexE8);
    return Math.round((middle - indexE8) * (double) ONE_E8 / indexE8);
  }

  /** Bars that start in [fromMs, toMs], the running one included, oldest first. */
  public List<PriceBar> bars(Span span, long fromMs, long toMs, long nowMs) {
    List<PriceBar> bars = new ArrayList<>();
    long last = Math.min(toMs, nowMs);
    long at = span.ceilMs(Math.max(fromMs, span.floorMs(tape.startMs())));
    for (; at <= last; at = span.nextMs(at)) {
      bars.add(bar(at, Math.min(span.nextMs(at), nowMs + 1)));
    }
    return bars;
  }

  private PriceBar bar(long fromMs, long endMs) {
    PriceBar sum = PriceBar.none(fromMs);
    long at = fromMs;
    while (at < endMs) {
      boolean whole = at % HOUR_MS == 0 && at + HOUR_MS <= endMs;
      long next = whole ? at + HOUR_MS : Math.min(endMs, at + HOUR_MS - at % HOUR_MS);
      sum = sum.plus(whole ? hour(at) : seconds(at, next));
      at = next;
    }
    return sum;
  }

  private synchronized PriceBar hour(long openMs) {
    PriceBar found = hours.get(openMs);
    if (found == null) {
      found = seconds(openMs, openMs + HOUR_MS);
      if (hours.size() == KEPT_HOURS) {
        hours.clear();
      }
      hours.put(openMs, found);
    }
    return found;
  }

  private PriceBar seconds(long fromMs, long endMs) {
    PriceBar bar = PriceBar.none(fromMs);
    for (long at = Math.ceilDiv(fromMs, SECOND_MS) * SECOND_MS; at < endMs; at += SECOND_MS) {
      OptionalLong value = atE8(at);
      bar = value.isEmpty() ? bar : bar.with(value.getAsLong());
    }
    return bar;
  }
}
