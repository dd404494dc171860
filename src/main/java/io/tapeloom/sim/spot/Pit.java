package io.tapeloom.sim.spot;

import io.tapeloom.sim.book.House;
import io.tapeloom.sim.book.MatchingBook;
import io.tapeloom.sim.book.Why;
import java.util.ArrayDeque;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One symbol's market: the book, the rest of the market in it, and the orders that wait outside. It
 * plays time forward in the order in which things happen, whatever steps it is asked to take.
 */
final class Pit implements MatchingBook.Listener {
  final SpotVenue venue;
  final SpotRules rules;
  final String symbol;
  final String baseAsset;
  final String quoteAsset;
  final MatchingBook book = new MatchingBook(this);
  final Waiting waiting;
  TradingStatus status = TradingStatus.TRADING;

  private final Settlement settlement;
  private final Prevention prevention;
  private final House house;
  private final TreeMap<Long, SpotOrder> inBook = new TreeMap<>();

  /** Orders in the book that put others in when they trade. */
  private final TreeSet<Long> reactive = new TreeSet<>();

  private final ArrayDeque<SpotOrder> after = new ArrayDeque<>();
  private long playedMs = Long.MIN_VALUE;

  /** The order that takes just now, null while the house does. */
  private SpotOrder taker;

  Pit(SpotVenue venue, Settlement settlement, Prevention prevention) {
    this.venue = venue;
    this.rules = venue.rules();
    this.settlement = settlement;
    this.prevention = prevention;
    this.symbol = rules.symbol();
    this.baseAsset = rules.listing().baseAsset();
    this.quoteAsset = symbol.substring(baseAsset.length());
    this.house = new House(book, venue.ladder(), venue.prints());
    this.waiting = new Waiting(venue.prints(), rules.listing().tickE8());
  }

  long ticks(long priceE8) {
    return priceE8 / rules.listing().tickE8();
  }

  long steps(long qtyE8) {
    return qtyE8 / rules.listing().stepE8();
  }

  /** Value of an amount in ticks times steps, in 1e-8. */
  long valueE8(long tickSteps) {
    return Math.multiplyExact(tickSteps, unitE8());
  }

  long unitE8() {
    return rules.listing().tickE8() * rules.listing().stepE8() / 100_000_000L;
  }

  // ---- time ----

  void advance(long nowMs) {
    if (playedMs == Long.MIN_VALUE) {
      waiting.look(nowMs);
      playedMs = nowMs;
    }
    while (playedMs < nowMs) {
      long bound = reactive.isEmpty() ? nowMs : nextMoment(nowMs);
      long to = waiting.look(bound);
      house.follow(to);
      playedMs = to;
      settle(to);
      waiting.takeFired().stream().filter(waiting::holds).forEach(order -> trigger(order, to));
    }
  }

  /** Whether any order is open here. */
  boolean live() {
    return !inBook.isEmpty() || !waiting.isEmpty();
  }

  /** The next moment in which something may trade: a slot of the house, or a trade of the tape. */
  long nextMoment(long nowMs) {
    long slot = (Math.floorDiv(playedMs, House.SLOT_MS) + 1) * House.SLOT_MS;
    long[] first = {Math.min(nowMs, slot)};
    venue
        .prints()
        .between(
            playedMs + 1,
            first[0] + 1,
            (ms, ticks, steps, buys) -> first[0] = Math.min(first[0], ms));
    return first[0];
  }

  // ---- orders ----

  /** Makes the whole book stand as it is at that moment. */
  void quote(long nowMs) {
    house.quote(nowMs);
  }

  /** Lets a new order wait or work. */
  void start(SpotOrder order, long nowMs) {
    if (order.ticket.type().conditional()) {
      await(order, nowMs);
    } else {
      work(order, nowMs);
      settle(nowMs);
    }
  }

  private void await(SpotOrder order, long nowMs) {
    Amounts amounts = order.ticket.amounts();
    order.seenMs = nowMs;
    if (amounts.trailingDelta() > 0 && amounts.stopPriceE8() == 0) {
      order.trailingMs = nowMs;
      order.bestE8 = venue.reference().lastE8(nowMs).orElse(amounts.priceE8());
    }
    settlement.started(order, nowMs);
    waiting.add(order);
  }

  private void work(SpotOrder order, long nowMs) {
    order.working = true;
    order.workingMs = nowMs;
    settlement.started(order, nowMs);
    enter(order, nowMs);
  }

  private void trigger(SpotOrder order, long nowMs) {
    waiting.remove(order);
    settlement.siblingOf(order, ExpiryReason.OCO_TRIGGER, nowMs);
    if (payable(order, nowMs)) {
      work(order, nowMs);
      settle(nowMs);
    } else {
      settlement.expire(order, ExpiryReason.REJECTED, nowMs);
    }
  }

  /**
   * Binds what an order needs that works now. A market order to buy binds nothing: what it spends
   * is known only as it trades, and no fee is taken from that asset meanwhile.
   */
  boolean payable(SpotOrder order, long nowMs) {
    Account account = order.account;
    account.bind(order, 0);
    house.quote(nowMs);
    long need = order.needE8();
    if (!order.ticket.type().priced() && order.ticket.buys()) {
      need = valueE8(new Depth(this, account, order.ticket).tickStepsOf(steps(order.leftE8())));
    }
    if (account.balance(order.pays()).freeE8 < need) {
      return false;
    }
    if (order.ticket.type().priced() || !order.ticket.buys()) {
      account.bind(order, need);
    }
    return true;
  }

  private void enter(SpotOrder order, long nowMs) {
    house.quote(nowMs);
    inBook.put(order.id, order);
    if (order.iceberg() || (order.list != null && order.list.startsWith(order))) {
      reactive.add(order.id);
    }
    Ticket ticket = order.ticket;
    if (!ticket.type().priced()) {
      submit(order, MatchingBook.MARKET, order.leftE8(), TimeInForce.IOC);
    } else if (order.iceberg()) {
      submit(order, ticks(ticket.amounts().priceE8()), order.leftE8(), TimeInForce.IOC);
      show(order);
    } else {
      submit(order, ticks(ticket.amounts().priceE8()), order.leftE8(), ticket.force());
    }
    if (order.open() && book.left(order.id) == MatchingBook.NONE) {
      settlement.expire(order, whyExpired(ticket), nowMs);
    }
  }

  private void submit(SpotOrder order, long ticks, long qtyE8, TimeInForce tif) {
    Ticket ticket = order.ticket;
    taker = order;
    book.submit(
        order.id,
        order.account.id,
        ticket.buys(),
        ticks,
        steps(qtyE8),
        tif.force(),
        ticket.prevention().stp());
    taker = null;
  }

  /** Puts the next part of an iceberg order into the book. */
  private void show(SpotOrder order) {
    if (order.open() && order.leftE8() > 0) {
      long part = Math.min(order.leftE8(), order.ticket.amounts().icebergE8());
      submit(order, ticks(order.ticket.amounts().priceE8()), part, TimeInForce.GTC);
    }
  }

  private static ExpiryReason whyExpired(Ticket ticket) {
    if (!ticket.type().priced()) {
      return ExpiryReason.INSUFFICIENT_LIQUIDITY;
    }
    return ticket.force() == TimeInForce.FOK
        ? ExpiryReason.UNFILLED_FOK_ORDER_EXPIRED
        : ExpiryReason.UNFILLED_IOC_QUANTITY_EXPIRED;
  }

  /** Takes an order off the book or out of the queue, wherever it is. */
  void withdraw(SpotOrder order) {
    waiting.remove(order);
    book.cancel(order.id);
    forget(order);
  }

  private void forget(SpotOrder order) {
    inBook.remove(order.id);
    reactive.remove(order.id);
  }

  /** Does what trades have set in motion: parts of iceberg orders, and orders that waited. */
  private void settle(long nowMs) {
    for (SpotOrder order = after.poll(); order != null; order = after.poll()) {
      if (order.iceberg() && order.open() && book.left(order.id) == MatchingBook.NONE) {
        house.quote(nowMs);
        show(order);
      } else if (order.status == OrderStatus.FILLED && order.list != null) {
        settlement.filled(order.list, nowMs);
      }
    }
  }

  /** Starts an order that waited for another. */
  void release(SpotOrder order, long nowMs) {
    if (order.ticket.type().conditional()) {
      await(order, nowMs);
    } else {
      work(order, nowMs);
    }
  }

  // ---- what the book says ----

  @Override
  @SuppressWarnings("checkstyle:ParameterNumber")
  public void traded(
      long makerId,
      int makerOwner,
      long takerId,
      int takerOwner,
      boolean takerBuys,
      long ticks,
      long steps,
      long makerLeft) {
    long tradeId = settlement.newTrade(house.timeMs());
    if (makerOwner != MatchingBook.HOUSE) {
      fill(inBook.get(makerId), new Part(tradeId, ticks, steps, true, house.timeMs()));
    }
    if (takerOwner != MatchingBook.HOUSE) {
      fill(inBook.get(takerId), new Part(tradeId, ticks, steps, false, house.timeMs()));
    }
  }

  /** One order's side of a trade. */
  record Part(long tradeId, long ticks, long steps, boolean maker, long timeMs) {}

  private void fill(SpotOrder order, Part part) {
    settlement.fill(order, part);
    if (reactive.contains(order.id)) {
      after.add(order);
    }
    if (!order.open()) {
      forget(order);
    }
  }

  @Override
  public void expired(long orderId, int owner, long stepsLeft, Why why) {
    if (why == Why.STP) {
      SpotOrder order = inBook.get(orderId);
      forget(order);
      prevention.expired(order, taker, house.timeMs());
    }
  }
}
