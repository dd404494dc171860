package io.tapeloom.sim.spot;

import java.util.Comparator;

/** Writes down the trades with oneself that did not happen. */
final class Prevention {
  private final Journal journal;
  private final Settlement settlement;

  /** The newest one, of which the taker may still have to hear. */
  private PreventedMatch newest;

  Prevention(Journal journal, Settlement settlement) {
    this.journal = journal;
    this.settlement = settlement;
  }

  /** The book dropped an order, resting or incoming, because both were one owner's. */
  void expired(SpotOrder order, SpotOrder taker, long nowMs) {
    StpMode mode = taker.ticket.prevention();
    if (order != taker) {
      long takerE8 = mode == StpMode.EXPIRE_BOTH ? taker.leftE8() : -1;
      note(taker, order, takerE8, order.leftE8(), nowMs);
      settlement.prevented(order, newest, taker.id);
    } else if (mode == StpMode.EXPIRE_BOTH) {
      settlement.prevented(taker, newest, newest.makerOrderId());
    } else {
      note(taker, met(taker), taker.leftE8(), -1, nowMs);
      settlement.prevented(taker, newest, newest.makerOrderId());
    }
  }

  private void note(SpotOrder taker, SpotOrder maker, long takerE8, long makerE8, long nowMs) {
    newest =
        new PreventedMatch(
            taker.pit.symbol,
            journal.newMatch(nowMs),
            taker.id,
            maker.id,
            taker.ticket.prevention(),
            maker.ticket.amounts().priceE8(),
            takerE8,
            makerE8,
            nowMs);
    taker.account.records(taker.pit.symbol).add(newest);
  }

  /** The owner's own order that stands first in the taker's way. */
  private static SpotOrder met(SpotOrder taker) {
    long best = taker.ticket.buys() ? 1 : -1;
    return taker.account.records(taker.pit.symbol).open.values().stream()
        .filter(o -> o.ticket.buys() != taker.ticket.buys() && taker.pit.book.left(o.id) > 0)
        .min(
            Comparator.<SpotOrder>comparingLong(o -> best * o.ticket.amounts().priceE8())
                .thenComparingLong(o -> o.workingMs)
                .thenComparingLong(o -> o.id))
        .orElseThrow();
  }
}
