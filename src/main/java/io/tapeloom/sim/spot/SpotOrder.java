package io.tapeloom.sim.spot;

import java.util.ArrayList;
import java.util.List;

/** An order and what has become of it; belongs to the desk's thread. */
final class SpotOrder {
  final Account account;
  final Pit pit;
  final long id;
  final String clientId;
  final long createdMs;
  final List<Fill> fills = new ArrayList<>(1);
  final List<Amendment> amendments = new ArrayList<>(0);

  /** Null where it has no list. */
  SpotList list;

  /** The other one of a pair, null where there is none. */
  SpotOrder sibling;

  String currentClientId;
  Ticket ticket;
  OrderStatus status = OrderStatus.NEW;
  ExpiryReason expiry = ExpiryReason.NONE;
  long doneE8;
  long doneQuoteE8;
  long preventedE8;
  long preventedMatch = -1;

  /** What of the balance it binds, in the asset that it pays. */
  long lockedE8;

  /** Price that a buy order binds money for. */
  long lockPriceE8;

  /** Whether it stands in the book or may take from it now. */
  boolean working;

  /** Trades timed after this may trigger it. */
  long seenMs;

  long bestE8;
  long updatedMs;
  long workingMs = -1;
  long trailingMs = -1;

  SpotOrder(Account account, Pit pit, long id, Ticket ticket, String clientId, long nowMs) {
    this.account = account;
    this.pit = pit;
    this.id = id;
    this.ticket = ticket;
    this.clientId = clientId;
    this.currentClientId = clientId;
    this.createdMs = nowMs;
    this.updatedMs = nowMs;
    this.seenMs = nowMs;
  }

  boolean open() {
    return status.open();
  }

  long leftE8() {
    return ticket.amounts().qtyE8() - doneE8 - preventedE8;
  }

  long listId() {
    return list == null ? -1 : list.id;
  }

  boolean iceberg() {
    return ticket.amounts().icebergE8() > 0;
  }

  /** The asset that it pays with. */
  String pays() {
    return ticket.buys() ? pit.quoteAsset : pit.baseAsset;
  }

  /** What it must bind to be paid for whatever of it is left. */
  long needE8() {
    return ticket.buys() ? Sums.notionalE8(lockPriceE8, leftE8()) : leftE8();
  }

  OrderView view() {
    return new OrderView(
        account.id,
        ticket,
        id,
        listId(),
        currentClientId,
        status,
        new OrderView.Done(doneE8, doneQuoteE8),
        new OrderView.Times(createdMs, updatedMs, workingMs, trailingMs),
        new OrderView.Prevented(preventedMatch, preventedE8),
        expiry);
  }
}
