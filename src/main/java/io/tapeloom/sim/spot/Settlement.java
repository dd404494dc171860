package io.tapeloom.sim.spot;

import io.tapeloom.sim.spot.SpotEvent.Execution;

/** What trades, cancels and expiries do to orders, balances and lists, and who is told. */
final class Settlement {
  private final Journal journal;
  private final FeeOffice fees;

  Settlement(Journal journal, FeeOffice fees) {
    this.journal = journal;
    this.fees = fees;
  }

  long newTrade(long nowMs) {
    return journal.newTrade(nowMs);
  }

  /** An order was taken in, or begins to work. */
  void started(SpotOrder order, long nowMs) {
    order.status = OrderStatus.NEW;
    journal.report(order, ExecutionType.NEW, Execution.NONE, nowMs);
    if (order.lockedE8 > 0 && order.ticket.type() != OrderType.MARKET) {
      journal.balances(order, nowMs);
    }
  }

  /** One order's side of a trade: what it pays, what it gets less the fee. */
  void fill(SpotOrder order, Pit.Part part) {
    siblingOf(order, ExpiryReason.OCO_TRIGGER, part.timeMs());
    SpotRules rules = order.pit.rules;
    long qtyE8 = part.steps() * rules.listing().stepE8();
    long quoteE8 = order.pit.valueE8(Math.multiplyExact(part.ticks(), part.steps()));
    order.doneE8 += qtyE8;
    order.doneQuoteE8 += quoteE8;
    order.status = order.leftE8() == 0 ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
    exchange(order, qtyE8, quoteE8);
    Fill fill = fees.charge(order, part, qtyE8, quoteE8);
    order.fills.add(fill);
    order.account.records(order.pit.symbol).add(fill);
    order.working = order.open();
    journal.report(order, ExecutionType.TRADE, execution(fill), part.timeMs());
    journal.balances(order, part.timeMs());
    if (!order.open()) {
      ended(order, part.timeMs());
    }
  }

  /** What was bound for this part is used; what the price was better by becomes free. */
  private void exchange(SpotOrder order, long qtyE8, long quoteE8) {
    boolean buys = order.ticket.buys();
    if (order.lockedE8 > 0) {
      order.account.bind(order, order.needE8());
    }
    order.account.pay(order.pays(), buys ? quoteE8 : qtyE8);
    order.account.receive(
        buys ? order.pit.baseAsset : order.pit.quoteAsset, buys ? qtyE8 : quoteE8);
  }

  private static Execution execution(Fill fill) {
    return new Execution(
        fill.tradeId(),
        fill.qtyE8(),
        fill.priceE8(),
        fill.quoteE8(),
        fill.feeE8(),
        fill.feeAsset(),
        fill.maker(),
        -1);
  }

  /** Ends the other order of a pair, so that what both bound serves this one. */
  void siblingOf(SpotOrder order, ExpiryReason reason, long nowMs) {
    SpotOrder other = order.sibling;
    if (other != null && other.open()) {
      end(other, OrderStatus.EXPIRED, reason);
      order.account.bind(order, order.needE8());
      journal.report(other, ExecutionType.EXPIRED, Execution.NONE, nowMs);
      ended(other, nowMs);
    }
  }

  void expire(SpotOrder order, ExpiryReason reason, long nowMs) {
    end(order, OrderStatus.EXPIRED, reason);
    journal.report(order, ExecutionType.EXPIRED, Execution.NONE, nowMs);
    journal.balances(order, nowMs);
    ended(order, nowMs);
    alone(order.sibling, nowMs);
  }

  /** Half of a pair that has lost the other half before it worked. */
  private void alone(SpotOrder order, long nowMs) {
    if (order != null && order.open()) {
      expire(order, ExpiryReason.EXCHANGE_CANCELED, nowMs);
    }
  }

  /** Cancels an order at its owner's wish, told under the name of that request. */
  void cancel(SpotOrder order, String requestId, long nowMs) {
    end(order, OrderStatus.CANCELED, ExpiryReason.NONE);
    journal.report(
        order, ExecutionType.CANCELED, Execution.NONE, requestId, order.currentClientId, nowMs);
    journal.balances(order, nowMs);
    ended(order, nowMs);
  }

  private void end(SpotOrder order, OrderStatus status, ExpiryReason reason) {
    order.pit.withdraw(order);
    order.status = status;
    order.expiry = reason;
    order.working = false;
    order.account.bind(order, 0);
  }

  private void ended(SpotOrder order, long nowMs) {
    order.account.records(order.pit.symbol).closed(order);
    SpotList list = order.list;
    if (list == null) {
      return;
    }
    if (list.startsWith(order) && order.status != OrderStatus.FILLED) {
      list.pending.stream()
          .filter(SpotOrder::open)
          .forEach(p -> expire(p, ExpiryReason.OTO_PHASE_ONE_EXPIRED, nowMs));
    }
    if (!list.open() && list.status != ListStatus.ALL_DONE) {
      order.account.closed(list);
      journal.list(list, ListStatus.ALL_DONE, nowMs);
    }
  }

  /** The first order of a list is filled: the others start, as far as they can be paid for. */
  void filled(SpotList list, long nowMs) {
    for (SpotOrder order : list.pending) {
      if (order.status == OrderStatus.PENDING_NEW) {
        begin(order, nowMs);
      }
    }
  }

  private void begin(SpotOrder order, long nowMs) {
    if (takes(order, nowMs) || !affords(order, nowMs)) {
      expire(order, ExpiryReason.REJECTED, nowMs);
    } else {
      order.pit.release(order, nowMs);
    }
  }

  /** Binds what an order needs; the second of a pair finds it bound. */
  private static boolean affords(SpotOrder order, long nowMs) {
    if (order.ticket.type() == OrderType.MARKET) {
      return order.pit.payable(order, nowMs);
    }
    long need = bound(order.sibling) ? 0 : needOf(order);
    boolean enough = order.account.balance(order.pays()).freeE8 >= need;
    if (enough) {
      order.account.bind(order, need);
    }
    return enough;
  }

  private static boolean bound(SpotOrder order) {
    return order != null && order.lockedE8 > 0;
  }

  /** A pair binds what the dearer of its orders needs. */
  static long needOf(SpotOrder order) {
    SpotOrder other = order.sibling;
    boolean alone = other == null || !other.open();
    return alone ? order.needE8() : Math.max(order.needE8(), other.needE8());
  }

  private static boolean takes(SpotOrder order, long nowMs) {
    order.pit.quote(nowMs);
    return order.ticket.type() == OrderType.LIMIT_MAKER
        && Screening.wouldTake(order.pit, order.ticket);
  }

  /** An order met one of its owner's own; the book has dropped it. */
  void prevented(SpotOrder order, PreventedMatch match, long counterId) {
    long qtyE8 = order.leftE8();
    order.preventedE8 += qtyE8;
    order.preventedMatch = match.matchId();
    order.status = OrderStatus.EXPIRED_IN_MATCH;
    order.working = false;
    order.account.bind(order, 0);
    Execution lost = new Execution(-1, qtyE8, match.priceE8(), 0, 0, "", false, counterId);
    journal.report(order, ExecutionType.TRADE_PREVENTION, lost, match.timeMs());
    journal.balances(order, match.timeMs());
    ended(order, match.timeMs());
    alone(order.sibling, match.timeMs());
  }
}
