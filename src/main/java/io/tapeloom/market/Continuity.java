package io.tapeloom.market;

import io.tapeloom.kernel.Instrument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Puts the trades of one instrument in strictly ascending id order without a hole, because every
 * number Tapeloom computes depends on having each trade once. Whoever needs all trades runs its
 * own: collector, tape writer, signal verticle and replay differ only in how they heal a {@link
 * Hole}: by REST, by asking again, from the tape, or not at all.
 *
 * <p>What goes out is {@link AggTrade} in order and {@link Gap} (not healable) where ids were given
 * up. The consumer must not offer trades from within its own call.
 */
public final class Continuity {
  /** How many positions a trade may come early and still be put in order. */
  public static final int REORDER = 1_000;

  /** Trades kept by who heals from a slower source while the stream runs on. */
  public static final int LIVE_REACH = 20_000;

  /** How many of the newest trades are remembered to tell a repeat from an alarm. */
  private static final int MEMORY = 2_048;

  private static final long UNKNOWN = -1;

  private final Instrument instrument;
  private final int reach;
  private final boolean settles;
  private final AggTrade[] recent = new AggTrade[MEMORY];
  private final TreeMap<Long, AggTrade> waiting = new TreeMap<>();
  private final List<Gap> declared = new ArrayList<>();
  private long firstId = UNKNOWN;
  private long nextId = UNKNOWN;
  private long highestId = UNKNOWN;
  private long lastId = UNKNOWN;
  private long lastTimeMs = Long.MIN_VALUE;
  private long emitted;
  private long repeated;
  private long altered;
  private long late;
  private long gaps;
  private long missing;

  private Continuity(Instrument instrument, long nextId, int reach, boolean settles) {
    this.instrument = instrument;
    this.reach = reach;
    this.settles = settles;
    this.nextId = nextId;
    this.firstId = nextId;
  }

  /** Continues a series whose next id is known; keeps up to {@code reach} early trades. */
  public static Continuity expecting(Instrument instrument, long nextId, int reach) {
    if (nextId < 0 || reach < 1) {
      throw new IllegalArgumentException(
          "continuity: expected a next id from 0 and a reach from 1, got " + nextId + ", " + reach);
    }
    return new Continuity(instrument, nextId, reach, false);
  }

  /** Starts with whatever trade comes first: for a listener to a series already in order. */
  public static Continuity unknown(Instrument instrument, int reach) {
    return new Continuity(instrument, UNKNOWN, reach, false);
  }

  /**
   * Starts with the lowest of the first {@link #REORDER} trades: for a file, whose very first trade
   * may be out of place like any other. Call {@link #flush} at its end.
   */
  public static Continuity settling(Instrument instrument) {
    return new Continuity(instrument, UNKNOWN, REORDER, true);
  }

  /** Takes one trade, in any order, and emits what is now in order. */
  public Arrival offer(AggTrade trade, Consumer<? super MarketEvent> out) {
    if (trade.aggId() == nextId) {
      emit(trade, out);
      if (!waiting.isEmpty() || !declared.isEmpty()) {
        drain(out);
      }
      return Arrival.Plain.EMITTED;
    }
    if (nextId == UNKNOWN && !settles) {
      firstId = trade.aggId();
      nextId = firstId;
      return offer(trade, out);
    }
    return trade.aggId() < nextId ? past(trade) : ahead(trade);
  }

  /**
   * Takes one trade of a series that nobody can heal: once more than {@code reach} trades wait, the
   * hole before them is given up.
   */
  public Arrival offerOrGiveUp(AggTrade trade, Consumer<? super MarketEvent> out) {
    if (waiting.size() >= reach && trade.aggId() > nextId && !waiting.containsKey(trade.aggId())) {
      waiting.put(trade.aggId(), trade);
      highestId = Math.max(highestId, trade.aggId());
      goOnBehindTheHole(out);
      return Arrival.Plain.EMITTED;
    }
    return offer(trade, out);
  }

  private void goOnBehindTheHole(Consumer<? super MarketEvent> out) {
    if (nextId == UNKNOWN) {
      firstId = waiting.firstKey();
      nextId = firstId;
      drain(out);
    } else {
      giveUp(waiting.firstKey() - 1, out);
    }
  }

  private Arrival past(AggTrade trade) {
    AggTrade known = recent[slot(trade.aggId())];
    if (known != null && known.aggId() == trade.aggId()) {
      return compare(known, trade);
    }
    boolean remembered = trade.aggId() > nextId - MEMORY;
    if (!remembered && emitted > 0 && trade.timeMs() > lastTimeMs) {
      altered++;
      return new Arrival.Altered(recent[slot(lastId)], trade);
    }
    if (remembered || trade.aggId() < firstId) {
      late++;
      return Arrival.Plain.LATE;
    }
    repeated++;
    return Arrival.Plain.REPEATED;
  }

  private Arrival compare(AggTrade known, AggTrade other) {
    if (known.equals(other)) {
      repeated++;
      return Arrival.Plain.REPEATED;
    }
    altered++;
    return new Arrival.Altered(known, other);
  }

  private Arrival ahead(AggTrade trade) {
    long id = trade.aggId();
    highestId = Math.max(highestId, id);
    AggTrade known = waiting.get(id);
    if (known != null) {
      return compare(known, trade);
    }
    if (waiting.size() >= reach) {
      return new Arrival.Beyond(nextId, id);
    }
    waiting.put(id, trade);
    return nextId == UNKNOWN ? Arrival.Plain.SETTLING : new Arrival.Held(nextId, holeEnd());
  }

  /** Learns that ids through {@code newestId} exist, though none of them came. */
  public void expectThrough(long newestId) {
    if (nextId != UNKNOWN) {
      highestId = Math.max(highestId, newestId);
    }
  }

  /** Forgets the trades that wait, because nobody knows the ids before them; says how many. */
  public int forgetHeld() {
    int forgotten = waiting.size();
    waiting.clear();
    highestId = nextId - 1;
    return forgotten;
  }

  /** The first run of missing ids, empty when everything known to exist went out. */
  public Optional<Hole> hole() {
    if (nextId == UNKNOWN || highestId < nextId) {
      return Optional.empty();
    }
    return Optional.of(new Hole(nextId, holeEnd()));
  }

  private long holeEnd() {
    long end = waiting.isEmpty() ? highestId : waiting.firstKey() - 1;
    for (Gap gap : declared) {
      end = Math.min(end, gap.fromId() - 1);
    }
    return end;
  }

  /** Gives every id through {@code throughId} up that did not come, and goes on behind it. */
  public void giveUp(long throughId, Consumer<? super MarketEvent> out) {
    if (nextId == UNKNOWN) {
      return;
    }
    skipThrough(throughId, out);
    drain(out);
  }

  /**
   * Hears from the producer that ids cannot be had; takes effect once the ids before them went out.
   */
  public void declare(Gap gap, Consumer<? super MarketEvent> out) {
    if (nextId == UNKNOWN) {
      nextId = gap.toId() + 1;
      firstId = nextId;
    } else if (gap.toId() >= nextId && !declared.contains(gap)) {
      highestId = Math.max(highestId, gap.toId());
      declared.add(gap);
      drain(out);
    }
  }

  /** End of the series: emits all that is held, with gaps for what never came. */
  public void flush(Consumer<? super MarketEvent> out) {
    while (!waiting.isEmpty()) {
      goOnBehindTheHole(out);
    }
  }

  private void drain(Consumer<? super MarketEvent> out) {
    boolean moved = true;
    while (moved) {
      moved = emitHeld(out) || skipDeclared(out);
    }
  }

  private boolean emitHeld(Consumer<? super MarketEvent> out) {
    if (waiting.isEmpty() || waiting.firstKey() != nextId) {
      return false;
    }
    emit(waiting.pollFirstEntry().getValue(), out);
    return true;
  }

  private boolean skipDeclared(Consumer<? super MarketEvent> out) {
    for (int i = 0; i < declared.size(); i++) {
      Gap gap = declared.get(i);
      if (gap.fromId() <= nextId) {
        declared.remove(i);
        skipThrough(gap.toId(), out);
        return true;
      }
    }
    return false;
  }

  private void skipThrough(long throughId, Consumer<? super MarketEvent> out) {
    while (nextId <= throughId) {
      if (!emitHeld(out)) {
        skipRun(throughId, out);
      }
    }
  }

  private void skipRun(long throughId, Consumer<? super MarketEvent> out) {
    long end = waiting.isEmpty() ? throughId : Math.min(throughId, waiting.firstKey() - 1);
    Gap gap = new Gap(instrument, nextId, end, false);
    gaps++;
    missing += gap.missing();
    nextId = end + 1;
    out.accept(gap);
  }

  private void emit(AggTrade trade, Consumer<? super MarketEvent> out) {
    long id = trade.aggId();
    recent[slot(id)] = trade;
    nextId = id + 1;
    lastId = id;
    lastTimeMs = Math.max(lastTimeMs, trade.timeMs());
    emitted++;
    out.accept(trade);
  }

  private static int slot(long id) {
    return (int) id & (MEMORY - 1);
  }

  /** False until the first trade of a series of unknown start. */
  public boolean started() {
    return nextId != UNKNOWN;
  }

  /** Id of the next trade to go out; -1 before {@link #started}. */
  public long nextId() {
    return nextId;
  }

  /** Trades that wait behind a hole. */
  public int held() {
    return waiting.size();
  }

  /** Trades that went out: distinct ids. */
  public long emitted() {
    return emitted;
  }

  /** Trades that came again with the same content. */
  public long repeated() {
    return repeated;
  }

  /** Trades that came again with other content. */
  public long altered() {
    return altered;
  }

  /** Trades that came after their id had been given up. */
  public long late() {
    return late;
  }

  /** Runs of ids given up. */
  public long gaps() {
    return gaps;
  }

  /** Ids given up. */
  public long missing() {
    return missing;
  }
}
