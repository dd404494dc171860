package io.tapeloom.sim;

import io.tapeloom.market.AggTrade;

/**
 * Which trades of a generated tape were liquidations of somebody: the largest ones, now and then.
 * Recordings do not tell.
 */
public final class Liquidations {
  private static final int ONE_IN = 12;
  private static final int TIMES_MEAN = 8;

  private final long leastE8;
  private final long seed;

  /** The liquidations of one tape. */
  public Liquidations(Tape tape) {
    Listing listing = tape.listing();
    seed = Chance.named(11, listing.instrument().toString());
    leastE8 =
        switch (tape) {
          case GeneratedTape generated ->
              generated.nature().meanSteps() * TIMES_MEAN * listing.stepE8();
          case RecordedTape recorded -> Long.MAX_VALUE;
        };
  }

  /** Whether the taker of that trade was the exchange, closing somebody's position. */
  public boolean has(AggTrade trade) {
    return trade.qtyE8() >= leastE8
        && Long.remainderUnsigned(Chance.at(seed, trade.aggId()), ONE_IN) == 0;
  }
}
