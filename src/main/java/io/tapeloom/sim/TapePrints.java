package io.tapeloom.sim;

import io.tapeloom.market.AggTrade;
import io.tapeloom.sim.book.PrintSink;
import io.tapeloom.sim.book.Prints;
import java.util.List;

/** A tape as the matching core wants it: whole ticks and steps, one span of time after another. */
public final class TapePrints implements Prints {
  private static final int PAGE = 1_000;

  private final Tape tape;

  /** The trades of that tape. */
  public TapePrints(Tape tape) {
    this.tape = tape;
  }

  @Override
  public void between(long fromMs, long toMs, PrintSink sink) {
    long end = tape.firstIdAt(toMs);
    long tickE8 = tape.listing().tickE8();
    long stepE8 = tape.listing().stepE8();
    for (long id = tape.firstIdAt(fromMs); id < end; ) {
      int limit = (int) Math.min(PAGE, end - id);
      List<AggTrade> page = tape.fromId(id, limit, toMs - 1);
      if (page.isEmpty()) {
        return;
      }
      for (AggTrade t : page) {
        sink.print(t.timeMs(), t.priceE8() / tickE8, t.qtyE8() / stepE8, !t.buyerMaker());
      }
      id = page.getLast().aggId() + 1;
    }
  }
}
