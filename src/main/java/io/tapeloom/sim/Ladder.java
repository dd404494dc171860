package io.tapeloom.sim;

import io.tapeloom.market.AggTrade;
import io.tapeloom.sim.book.LadderSource;
import io.tapeloom.sim.book.LevelSink;
import java.util.OptionalLong;

/**
 * What the rest of the market quotes around the tape: a function of tape and time alone. The touch
 * is where the last trade left it: a buyer traded at the best ask, a seller at the best bid, and
 * the other side stands the spread of the scenario away, one tick in most. Behind it quantity grows
 * with the distance and prices thin out.
 *
 * <p>Each price keeps its quantity for a while of its own, so that from one slot to the next a few
 * levels change and most stay, as in a real book.
 */
public final class Ladder implements LadderSource {
  /** Most levels of a side. */
  public static final int LEVELS = 1_000;

  private static final long SLOT_MS = 100;
  private static final int DENSE = 20;
  private static final long NONE = -1;
  private static final int[] SIZES = sizes();

  private final Tape tape;
  private final long seed;
  private final long meanSteps;
  private final long strideTicks;
  private final Scenario scenario;

  private Ladder(Tape tape, long seed, long meanSteps, long strideTicks, Scenario scenario) {
    this.tape = tape;
    this.seed = seed;
    this.meanSteps = meanSteps;
    this.strideTicks = strideTicks;
    this.scenario = scenario;
  }

  /** The ladder of a tape; a recording's quantities follow its mean trade. */
  public static Ladder of(Tape tape) {
    String name = tape.listing().instrument().toString();
    return switch (tape) {
      case GeneratedTape generated ->
          new Ladder(
              tape,
              Chance.named(generated.seed(), name),
              generated.nature().meanSteps(),
              Math.max(1, Math.round(generated.nature().sigmaTicks() / 48)),
              generated.nature().scenario());
      case RecordedTape recorded ->
          new Ladder(tape, Chance.named(0, name), recorded.meanSteps(), 1, Scenario.ORDINARY);
    };
  }

  /** Sixty-four quantiles of a log-normal in sixteenths. */
  private static int[] sizes() {
    int[] table = new int[64];
    for (int i = 0; i < table.length; i++) {
      double z = StrictMath.log((i + 0.5) / (63.5 - i)) / 1.702;
      table[i] = (int) (16 * StrictMath.exp(1.1 * z));
    }
    return table;
  }

  @Override
  public void at(long slotMs, LevelSink bids, LevelSink asks) {
    long bid = bestBid(slotMs);
    if (bid != NONE) {
      side(slotMs / SLOT_MS, bid, -1, bids);
      side(slotMs / SLOT_MS, bid + scenario.spreadTicks(), 1, asks);
    }
  }

  @Override
  public long steps(long slotMs, boolean ofBids, long ticks) {
    long bid = bestBid(slotMs);
    long touch = ofBids ? bid : bid + scenario.spreadTicks();
    int away = ofBids ? -1 : 1;
    long salted = seed + away;
    return bid != NONE && ticks > 0 && quoted(ticks, touch, away, salted)
        ? steps(slotMs / SLOT_MS, ticks, Math.abs(ticks - touch), salted)
        : 0;
  }

  /** Whether the ladder has a level at that price, without walking there. */
  private boolean quoted(long ticks, long touch, int away, long salted) {
    long distance = (ticks - touch) * away;
    if (distance < DENSE) {
      return distance >= 0;
    }
    long stride = Math.floorDiv(ticks, strideTicks);
    long strides = (stride - Math.floorDiv(touch + away * DENSE, strideTicks)) * away;
    return strides > 0 && strides <= LEVELS - DENSE && within(stride, salted) == ticks;
  }

  /** Where the last trade before that moment left the best bid. */
  private long bestBid(long slotMs) {
    OptionalLong id = tape.newestId(slotMs - 1);
    if (id.isEmpty()) {
      return NONE;
    }
    AggTrade last = tape.fromId(id.getAsLong(), 1, slotMs).getFirst();
    long ticks = last.priceE8() / tape.listing().tickE8();
    return last.buyerMaker() ? ticks : ticks - scenario.spreadTicks();
  }

  private void side(long slot, long touch, int away, LevelSink sink) {
    long salted = seed + away;
    long stride = Math.floorDiv(touch + away * DENSE, strideTicks);
    for (int i = 0; i < LEVELS; i++) {
      stride += i < DENSE ? 0 : away;
      long ticks = i < DENSE ? touch + away * i : within(stride, salted);
      long distance = Math.abs(ticks - touch);
      if (ticks <= 0 || !sink.level(ticks, steps(slot, ticks, distance, salted))) {
        return;
      }
    }
  }

  /** Far from the touch one price of each stride is quoted, the same one wherever the touch is. */
  private long within(long stride, long salted) {
    return stride * strideTicks + Long.remainderUnsigned(Chance.at(salted, stride), strideTicks);
  }

  private long steps(long slot, long ticks, long distance, long salted) {
    long own = Chance.at(salted, ticks);
    long period = 4 + (own & 63) * 8;
    long draw = Chance.at(own, (slot + (own >>> 8 & 0xFFFF)) / period);
    long depth = 1 + Math.min(12, distance / Math.max(1, strideTicks * 16));
    return 1 + meanSteps * depth * SIZES[(int) (draw & 63)] / (8 * scenario.shallowness());
  }
}
