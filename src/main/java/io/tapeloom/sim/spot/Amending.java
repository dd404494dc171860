package io.tapeloom.sim.spot;

import io.tapeloom.sim.Refused;
import io.tapeloom.sim.spot.SpotEvent.Execution;
import java.util.Optional;

/** Makes open orders smaller where they stand. */
final class Amending {
  private static final int REJECTED = -2038;

  private final Journal journal;
  private final ClientIds ids;

  Amending(Journal journal, ClientIds ids) {
    this.journal = journal;
    this.ids = ids;
  }

  Amended amend(SpotOrder order, String newClientId, long newQtyE8, long nowMs) {
    check(order, newClientId, newQtyE8, nowMs);
    String before = order.currentClientId;
    order.currentClientId = newClientId.isEmpty() ? ids.next() : newClientId;
    order.account.records(order.pit.symbol).rename(order, before);
    long executionId = shrink(order, before, newQtyE8, nowMs);
    SpotOrder other = order.sibling;
    if (other != null && other.open()) {
      shrink(other, other.currentClientId, newQtyE8, nowMs);
    }
    rebind(order, other);
    journal.balances(order, nowMs);
    Optional<ListView> list = Optional.empty();
    if (order.list != null) {
      if (!order.currentClientId.equals(before)) {
        journal.list(order.list, ListStatus.UPDATED, nowMs);
        order.list.status = ListStatus.EXEC_STARTED;
      }
      list = Optional.of(order.list.view());
    }
    return new Amended(order.view(), before, executionId, list, nowMs);
  }

  private static void check(SpotOrder order, String newClientId, long newQtyE8, long nowMs) {
    long qtyE8 = order.ticket.amounts().qtyE8();
    if (newQtyE8 == qtyE8) {
      throw new Refused(REJECTED, "The requested action would change no state; rejecting.");
    }
    if (newQtyE8 > qtyE8) {
      throw new Refused(REJECTED, "Order amend (quantity increase) is not supported.");
    }
    if (newQtyE8 <= order.doneE8) {
      throw new Refused(REJECTED, "Quantity must be greater than the executed quantity.");
    }
    if (order.amendments.size() >= order.pit.rules.counts().amends()) {
      throw new Refused(REJECTED, "Filter failure: MAX_NUM_ORDER_AMENDS");
    }
    Amounts amounts = order.ticket.amounts();
    long iceberg = Math.min(amounts.icebergE8(), newQtyE8);
    Ticket amended = order.ticket.with(amounts.withQty(newQtyE8).withIceberg(iceberg));
    Filters.check(order.pit.venue, amended, nowMs);
    boolean taken =
        !newClientId.equals(order.currentClientId)
            && order.account.records(order.pit.symbol).inUse(newClientId);
    if (taken) {
      throw new Refused(-2010, "Duplicate order sent.");
    }
  }

  private long shrink(SpotOrder order, String before, long newQtyE8, long nowMs) {
    Amounts amounts = order.ticket.amounts();
    long origQtyE8 = amounts.qtyE8();
    long iceberg = Math.min(amounts.icebergE8(), newQtyE8);
    order.ticket = order.ticket.with(amounts.withQty(newQtyE8).withIceberg(iceberg));
    long resting = order.pit.book.left(order.id);
    long left = order.pit.steps(order.leftE8());
    if (resting > left) {
      order.pit.book.reduce(order.id, left);
    }
    long executionId =
        journal.report(
            order, ExecutionType.REPLACED, Execution.NONE, order.currentClientId, before, nowMs);
    order.amendments.add(
        new Amendment(
            order.pit.symbol,
            order.id,
            executionId,
            before,
            order.currentClientId,
            origQtyE8,
            newQtyE8,
            nowMs));
    return executionId;
  }

  /** Whichever of a pair binds the money binds what both now need. */
  private static void rebind(SpotOrder order, SpotOrder other) {
    long need = Settlement.needOf(order);
    if (order.lockedE8 > 0) {
      order.account.bind(order, need);
    } else if (other != null && other.lockedE8 > 0) {
      order.account.bind(other, need);
    }
  }
}
