package io.tapeloom.sim;

import io.tapeloom.market.AggTrade;

/**
 * Which trades of a generated tape were liquidations of somebody: the largest ones, now and then,
 * and a third of the sales while a scenario lets positions be liquidated. Recordings do not tell.
 */
public final class Liquidations {
  private static final int ONE_IN = 12;
  private static final int TIMES_MEAN = 8;
  private static final int ONE_IN_OF_A_CASCADE = 3;

  private final long leastE8;
  private final long seed;
  private final Scenario scenario;

  /** The liquidations of one tape. */
  public Liquidations(Tape tape) {
    Listing listing = tape.listing();
    seed = Chance.named(11, listing.instrument().toString());
    if (tape instanceof GeneratedTape generated) {
      leastE8 = generated.nature().meanSteps() * TIMES_MEAN * listing.stepE8();
      scenario = generated.nature().scenario();
    } else {
      leastE8 = Long.MAX_VALUE;
      scenario = Scenario.ORDINARY;
    }
  }

  /** Whether the taker of that trade was the exchange, closing somebody's position. */
  public boolean has(AggTrade trade) {
    boolean cascade = scenario.liquidates(trade.timeMs() / Minute.MS) && trade.buyerMaker();
    return trade.qtyE8() >= (cascade ? leastE8 / TIMES_MEAN : leastE8)
        && Long.remainderUnsigned(
                Chance.at(seed, trade.aggId()), cascade ? ONE_IN_OF_A_CASCADE : ONE_IN)
            == 0;
  }
}
