package io.tapeloom.sim;

import io.tapeloom.market.AggTrade;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * The tape of one generated symbol. A few blocks, hours and days are kept; all of it is immutable
 * and can be made again, so that any thread may read.
 */
public final class GeneratedTape implements Tape {
  /** Odd, so that the same minute of two days is kept apart. */
  private static final int KEPT_BLOCKS = 31;

  private static final int KEPT_COURSES = 127;
  private static final int HOURS = 24 * 366 * 30;

  private final Nature nature;
  private final long seed;
  private final Minutes minutes;
  private final Kept[] kept = new Kept[KEPT_BLOCKS];
  private final Levels[] courses = new Levels[KEPT_COURSES];
  private final Bar[] hours = new Bar[HOURS];

  private record Kept(Minute minute, AggTrade[] trades) {}

  GeneratedTape(Nature nature, long marketSeed) {
    this.nature = nature;
    this.seed = nature.course().seed(marketSeed);
    this.minutes = new Minutes(nature, seed);
  }

  Nature nature() {
    return nature;
  }

  long seed() {
    return seed;
  }

  @Override
  public Listing listing() {
    return nature.listing();
  }

  @Override
  public long startMs() {
    return Minutes.EPOCH_MS;
  }

  @Override
  public OptionalLong newestId(long nowMs) {
    long index = Math.floorDiv(nowMs, Minute.MS);
    if (!Minutes.covers(index)) {
      return OptionalLong.empty();
    }
    Kept block = block(minutes.at(index));
    long id = block.minute().firstId() + before(block.trades(), nowMs + 1) - 1;
    return id == 0 ? OptionalLong.empty() : OptionalLong.of(id);
  }

  @Override
  public long firstIdAt(long timeMs) {
    long index = Math.floorDiv(timeMs, Minute.MS);
    if (index < Minutes.first()) {
      return 1;
    }
    Kept block = block(minutes.at(index));
    return block.minute().firstId() + before(block.trades(), timeMs);
  }

  @Override
  public List<AggTrade> fromId(long id, int limit, long nowMs) {
    OptionalLong newest = newestId(nowMs);
    long from = Math.max(1, id);
    if (newest.isEmpty() || from > newest.getAsLong()) {
      return List.of();
    }
    long to = Math.min(newest.getAsLong(), from + limit - 1);
    List<AggTrade> page = new ArrayList<>((int) (to - from + 1));
    Minute minute = minutes.holding(from, Math.floorDiv(nowMs, Minute.MS));
    while (true) {
      AggTrade[] trades = block(minute).trades();
      int start = (int) Math.max(0, from - minute.firstId());
      int end = (int) Math.min(trades.length, to - minute.firstId() + 1);
      page.addAll(Arrays.asList(trades).subList(start, end));
      if (minute.lastId() >= to) {
        return page;
      }
      minute = minutes.at(minute.index() + 1);
    }
  }

  @Override
  public Bar minute(long index) {
    return bar(new Legs(nature, seed), minutes.at(index));
  }

  private Bar bar(Legs legs, Minute minute) {
    return minute.count() == 0
        ? Bar.flat(minute.startMs(), minute(minute.index() - 1).close())
        : legs.shape(minute).bar();
  }

  @Override
  public OptionalLong middleE8(long timeMs) {
    long index = Math.floorDiv(timeMs, Minute.MS);
    if (!Minutes.covers(index)) {
      return OptionalLong.empty();
    }
    long tickE8 = listing().tickE8();
    return OptionalLong.of(course(index).level(timeMs) * tickE8 + tickE8 / 2);
  }

  private Levels course(long index) {
    int slot = (int) (index % KEPT_COURSES);
    Levels found = courses[slot];
    if (found == null || found.index() != index) {
      found = new Legs(nature, seed).shape(minutes.at(index)).course();
      courses[slot] = found;
    }
    return found;
  }

  @Override
  public boolean closed(long nowMs) {
    return nature.scenario().closed(Math.floorDiv(nowMs, Minute.MS));
  }

  @Override
  public Bar hour(long index) {
    int slot = (int) (index - Minutes.first() / 60);
    Bar found = hours[slot];
    return found != null ? found : makeHour(index, slot);
  }

  private Bar makeHour(long index, int slot) {
    Legs legs = new Legs(nature, seed);
    Bar sum = bar(legs, minutes.at(index * 60));
    for (int i = 1; i < 60; i++) {
      sum = sum.plus(bar(legs, minutes.at(index * 60 + i)));
    }
    hours[slot] = sum;
    return sum;
  }

  private Kept block(Minute minute) {
    int slot = (int) (minute.index() % KEPT_BLOCKS);
    Kept found = kept[slot];
    if (found != null && found.minute().index() == minute.index()) {
      return found;
    }
    Kept made = new Kept(minute, Block.trades(nature, seed, minute));
    kept[slot] = made;
    return made;
  }

  /** How many of the trades are timed before that moment. */
  private static int before(AggTrade[] trades, long timeMs) {
    int low = 0;
    int high = trades.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (trades[middle].timeMs() < timeMs) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
